package inc.phone.webhooks.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;

import inc.phone.internal.crypto.HmacSha256;
import inc.phone.webhooks.WebhookRequest;
import inc.phone.webhooks.signature.SignatureVerifier.Rejected;
import inc.phone.webhooks.signature.SignatureVerifier.Result;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Standard Webhooks 1.0.0 with symmetric keys: HMAC-SHA256 over id, time of the attempt and body.
 *
 * <p>A verifier wants {@code webhook-id} (1 to 256 printable ASCII characters without space and
 * dot: with dots, two messages could have one signature) and {@code webhook-timestamp} (1 to 12
 * digits, seconds since 1970) exactly once, and among the first 16 space-separated pieces of {@code
 * webhook-signature} a right {@code v1,<base64>}. Other versions are passed over. The signed time
 * may differ from the clock by the tolerance in either direction; it is only looked at when the
 * signature is right. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class StandardWebhooksScheme {
  /** How far the signed time may be from the clock, if nothing else is configured. */
  public static final Duration DEFAULT_TOLERANCE = Duration.ofMinutes(5);

  private static final String ID_HEADER = "webhook-id";
  private static final String TIMESTAMP_HEADER = "webhook-timestamp";
  private static final String SIGNATURE_HEADER = "webhook-signature";
  private static final String VERSION_PREFIX = "v1,";

  private static final Pattern ID = Pattern.compile("[!-\\-/-~]{1,256}"); // all but the dot
  private static final Pattern TIMESTAMP = Pattern.compile("[0-9]{1,12}");

  private final Duration tolerance;
  private final Clock clock;

  private StandardWebhooksScheme(Builder builder) {
    this.tolerance = builder.tolerance;
    this.clock = builder.clock;
  }

  /**
   * Starts from five minutes and the system's clock.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Starts from this scheme.
   *
   * @return a new builder
   */
  public Builder toBuilder() {
    return new Builder().tolerance(tolerance).clock(clock);
  }

  /**
   * A verifier of this scheme.
   *
   * @param secrets the active secrets, newest first: 1 to 16, all different, each {@code whsec_}
   *     and padded base64 of 24 to 64 bytes; a line end at the end is removed
   * @return a thread-safe verifier
   * @throws IllegalArgumentException if a secret is anything else, naming its position and the rule
   *     but not the secret
   * @throws NullPointerException if a secret is null
   */
  public SignatureVerifier verifier(String... secrets) {
    KeyRing keys = new KeyRing(Secrets.ofStandardForm(secrets));
    return request -> verify(request, keys);
  }

  /**
   * A signer of this scheme. It signs for the time the clock shows.
   *
   * @param secret {@code whsec_} and padded base64 of 24 to 64 bytes
   * @param ids gives the id of each message, the same one for each retry of a message
   * @return a thread-safe signer, if the supplier is; signing fails with IllegalArgumentException
   *     for an id that no verifier would take
   * @throws IllegalArgumentException if the secret cannot be used, without repeating it
   */
  public WebhookSigner signer(String secret, Supplier<String> ids) {
    HmacSha256 key = new HmacSha256(Secrets.ofStandardForm(secret).get(0));
    Objects.requireNonNull(ids, "ids");
    return body -> {
      String id = ids.get();
      String timestamp = Long.toString(clock.instant().getEpochSecond());
      if (!ID.matcher(id).matches() || !TIMESTAMP.matcher(timestamp).matches()) {
        throw new IllegalArgumentException(
            "cannot sign: the id must be 1 to 256 printable ASCII characters without space and"
                + " dot, and the time between the years 1970 and 33658");
      }
      String code = SignatureEncoding.BASE64.encode(key.of(signedPrefix(id, timestamp), body));
      return Map.of(
          ID_HEADER, id, TIMESTAMP_HEADER, timestamp, SIGNATURE_HEADER, VERSION_PREFIX + code);
    };
  }

  private Result verify(WebhookRequest request, KeyRing keys) {
    List<String> ids = request.headerValues(ID_HEADER);
    List<String> timestamps = request.headerValues(TIMESTAMP_HEADER);
    String id = onlyMatch(ids, ID);
    String timestamp = onlyMatch(timestamps, TIMESTAMP);
    // Computed whatever the headers are: the time of an answer tells nothing about them.
    Comparison comparison =
        new Comparison(keys.codesOf(signedPrefix(id, timestamp), request.body()));
    comparison.offerPieces(
        request.headerValues(SIGNATURE_HEADER), ' ', StandardWebhooksScheme::decode);
    if (ids.isEmpty() || timestamps.isEmpty()) {
      return new Rejected(RejectionReason.MISSING);
    }
    if (id.isEmpty() || timestamp.isEmpty()) {
      return new Rejected(RejectionReason.MALFORMED);
    }
    Result result = comparison.result();
    return result.isVerified() ? inTime(timestamp, result) : result;
  }

  private Result inTime(String timestamp, Result verified) {
    Instant signed = Instant.ofEpochSecond(Long.parseLong(timestamp));
    Duration age = Duration.between(signed, clock.instant());
    if (age.compareTo(tolerance) > 0) {
      return new Rejected(RejectionReason.STALE);
    }
    return age.negated().compareTo(tolerance) > 0 ? new Rejected(RejectionReason.FUTURE) : verified;
  }

  private static byte[] signedPrefix(String id, String timestamp) {
    return (id + "." + timestamp + ".").getBytes(US_ASCII);
  }

  /** The only value if it has the form, which no empty text has; else an empty text. */
  private static String onlyMatch(List<String> values, Pattern form) {
    String value = values.size() == 1 ? Comparison.trimmed(values.get(0)) : "";
    return form.matcher(value).matches() ? value : "";
  }

  private static byte @Nullable [] decode(String piece) {
    return piece.startsWith(VERSION_PREFIX)
        ? SignatureEncoding.BASE64.decode(piece.substring(VERSION_PREFIX.length()))
        : null;
  }

  /**
   * Collects options. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {
    private Duration tolerance = DEFAULT_TOLERANCE;
    private Clock clock = Clock.systemUTC();

    private Builder() {}

    /**
     * How far the signed time may be from the clock, in either direction; exactly that far is still
     * accepted. Default: five minutes. A retry is signed anew, so this need not cover retries; to
     * verify stored requests, choose it as long as they may be old.
     *
     * @param distance more than zero
     * @return this builder
     * @throws IllegalArgumentException if it is zero or negative
     */
    public Builder tolerance(Duration distance) {
      if (distance.isZero() || distance.isNegative()) {
        throw new IllegalArgumentException("tolerance must be more than zero, was " + distance);
      }
      this.tolerance = distance;
      return this;
    }

    /**
     * The clock that signed times are compared with, and signed for. Default: the system's.
     *
     * @param source the clock, asked once per request
     * @return this builder
     */
    public Builder clock(Clock source) {
      this.clock = Objects.requireNonNull(source, "clock");
      return this;
    }

    /**
     * The scheme with these options.
     *
     * @return an immutable scheme
     */
    public StandardWebhooksScheme build() {
      return new StandardWebhooksScheme(this);
    }
  }
}
