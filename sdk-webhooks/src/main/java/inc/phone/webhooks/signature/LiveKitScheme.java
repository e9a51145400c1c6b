package inc.phone.webhooks.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.crypto.HmacSha256;
import inc.phone.internal.crypto.Jwt;
import inc.phone.internal.crypto.Jwt.Authentic;
import inc.phone.internal.crypto.Jwt.Refused;
import inc.phone.internal.crypto.JwtVerifier;
import inc.phone.internal.crypto.Sha256;
import inc.phone.webhooks.WebhookRequest;
import inc.phone.webhooks.signature.SignatureVerifier.Rejected;
import inc.phone.webhooks.signature.SignatureVerifier.Result;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * LiveKit's webhooks: a JSON Web Token in {@code Authorization}, signed with HS256, whose {@code
 * sha256} is the padded standard base64 of the body's digest. Observed in LiveKit's public code.
 *
 * <p>A verifier reads {@code Authorization} and the older {@code Authorize}, up to 16 values of
 * them, with or without {@code Bearer}; one right token is enough. A token has at most 8,192
 * characters, the {@code iss} of one of the keys, and an {@code exp}; {@code nbf} and {@code iat}
 * count if they are there. Without {@code sha256} it is an access token and proves nothing about a
 * webhook. {@code Verified.key()} is the id of the API key. The headers {@code X-LiveKit-Signature}
 * of some write-ups do not exist. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class LiveKitScheme {
  /** How far clocks may differ, if nothing smaller is configured; as LiveKit's own receiver. */
  public static final Duration DEFAULT_LEEWAY = JwtVerifier.MAX_LEEWAY;

  private static final String HEADER = "Authorization";
  private static final String LEGACY_HEADER = "Authorize";
  private static final String BEARER = "Bearer ";

  /** As LiveKit's sender does. */
  private static final Duration LIFETIME = Duration.ofMinutes(5);

  private final Duration leeway;
  private final Clock clock;

  private LiveKitScheme(Builder builder) {
    this.leeway = builder.leeway;
    this.clock = builder.clock;
  }

  /**
   * Starts from a leeway of 60 seconds and the system's clock.
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
    return new Builder().leeway(leeway).clock(clock);
  }

  /**
   * A verifier of this scheme.
   *
   * @param secrets the secret of each active API key, by its id: 1 to 16, all different, each of 32
   *     to 64 bytes in UTF-8, used as it is and not base64-decoded; a line end at the end is
   *     removed
   * @return a thread-safe verifier
   * @throws IllegalArgumentException if a key or secret is anything else, without repeating the
   *     secret
   */
  public SignatureVerifier verifier(Map<String, String> secrets) {
    JwtVerifier tokens = new JwtVerifier(secrets, leeway, clock);
    return request -> verify(request, tokens);
  }

  /**
   * A signer of this scheme. Its tokens are valid from now on for five minutes, as LiveKit's are.
   *
   * @param apiKey the id of the API key
   * @param apiSecret its secret, by the rules of {@link #verifier}
   * @return a thread-safe signer
   * @throws IllegalArgumentException if key or secret cannot be used, without repeating the secret
   */
  public WebhookSigner signer(String apiKey, String apiSecret) {
    HmacSha256 key = new HmacSha256(JwtVerifier.key(apiKey, apiSecret));
    return body -> {
      ObjectNode claims = Jwt.claims(apiKey, clock.instant(), LIFETIME);
      return Map.of(HEADER, Jwt.sign(key, claims.put("sha256", digest(body))));
    };
  }

  private static Result verify(WebhookRequest request, JwtVerifier tokens) {
    List<String> values =
        Stream.of(HEADER, LEGACY_HEADER)
            .flatMap(name -> request.headerValues(name).stream())
            .limit(Comparison.MAX_CANDIDATES)
            .toList();
    RejectionReason reason = RejectionReason.MISSING;
    for (String value : values) {
      Result result = verify(request.body(), tokens.verify(withoutBearer(value)));
      if (!(result instanceof Rejected rejected)) {
        return result;
      }
      reason = reason.orMoreTelling(rejected.reason());
    }
    return new Rejected(reason);
  }

  private static Result verify(byte[] body, Jwt token) {
    if (token instanceof Refused refused) {
      return new Rejected(
          switch (refused.flaw()) {
            case MALFORMED -> RejectionReason.MALFORMED;
            case MISMATCH -> RejectionReason.MISMATCH;
            case FUTURE -> RejectionReason.FUTURE;
            case STALE -> RejectionReason.STALE;
          });
    }
    Authentic jwt = (Authentic) token;
    String claimed = jwt.text("sha256");
    if (claimed == null) {
      return new Rejected(RejectionReason.MALFORMED);
    }
    return MessageDigest.isEqual(digest(body).getBytes(UTF_8), claimed.getBytes(UTF_8))
        ? new Verified(jwt.issuer())
        : new Rejected(RejectionReason.BODY_CHANGED);
  }

  /** Compared as text, so that only the padded standard form is right. */
  private static String digest(byte[] body) {
    return Base64.getEncoder().encodeToString(Sha256.of(body));
  }

  private static String withoutBearer(String value) {
    String trimmed = Comparison.trimmed(value);
    return trimmed.regionMatches(true, 0, BEARER, 0, BEARER.length())
        ? Comparison.trimmed(trimmed.substring(BEARER.length()))
        : trimmed;
  }

  /**
   * Collects options. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {
    private Duration leeway = DEFAULT_LEEWAY;
    private Clock clock = Clock.systemUTC();

    private Builder() {}

    /**
     * How far clocks may differ, in either direction; exactly that far is still accepted. Default
     * and maximum: 60 seconds.
     *
     * @param distance zero or more
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder leeway(Duration distance) {
      if (distance.isNegative() || distance.compareTo(DEFAULT_LEEWAY) > 0) {
        throw new IllegalArgumentException(
            "leeway must be zero to " + DEFAULT_LEEWAY + ", was " + distance);
      }
      this.leeway = distance;
      return this;
    }

    /**
     * The clock that tokens are compared with, and signed for. Default: the system's.
     *
     * @param source the clock, asked once per token
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
    public LiveKitScheme build() {
      return new LiveKitScheme(this);
    }
  }
}
