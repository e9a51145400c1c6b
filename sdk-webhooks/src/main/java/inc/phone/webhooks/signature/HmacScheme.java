package inc.phone.webhooks.signature;

import inc.phone.internal.crypto.HmacSha256;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * HMAC-SHA256 over the raw body, in one header.
 *
 * <p>An inference: the vendor documents no signature. A verifier looks at up to 16 signatures, over
 * all lines of the header and, separated by commas, within one; each may carry the prefix {@code
 * sha256=}. One right signature is enough. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class HmacScheme {
  /** The header, if no other is configured. */
  public static final String DEFAULT_HEADER = "X-Phone-Inc-Signature";

  private static final String OPTIONAL_PREFIX = "sha256=";

  private final String header;
  private final SignatureEncoding encoding;

  private HmacScheme(Builder builder) {
    this.header = builder.header;
    this.encoding = builder.encoding;
  }

  /**
   * Starts from hex in {@value #DEFAULT_HEADER}.
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
    return new Builder().header(header).encoding(encoding);
  }

  /**
   * A verifier of this scheme.
   *
   * @param secrets the active secrets as text, newest first: 1 to 16, all different, each of 8 to
   *     64 bytes in UTF-8, not blank, without NUL; a line end at the end is removed
   * @return a thread-safe verifier
   * @throws IllegalArgumentException if a secret is anything else, naming its position and the rule
   *     but not the secret
   * @throws NullPointerException if a secret is null
   */
  public SignatureVerifier verifier(String... secrets) {
    KeyRing keys = new KeyRing(Secrets.ofText(secrets));
    return request -> {
      // Computed whatever the header is: the time of an answer tells nothing about it.
      Comparison comparison = new Comparison(keys.codesOf(request.body()));
      comparison.offerPieces(request.headerValues(header), ',', this::decode);
      return comparison.result();
    };
  }

  /**
   * A signer of this scheme.
   *
   * @param secret the secret, by the rules of {@link #verifier}
   * @return a thread-safe signer; its signatures have no prefix
   * @throws IllegalArgumentException if the secret cannot be used, without repeating it
   */
  public WebhookSigner signer(String secret) {
    HmacSha256 key = new HmacSha256(Secrets.ofText(secret).get(0));
    return body -> Map.of(header, encoding.encode(key.of(body)));
  }

  private byte @Nullable [] decode(String piece) {
    return encoding.decode(
        piece.startsWith(OPTIONAL_PREFIX) ? piece.substring(OPTIONAL_PREFIX.length()) : piece);
  }

  /**
   * Collects options. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {
    private String header = DEFAULT_HEADER;
    private SignatureEncoding encoding = SignatureEncoding.HEX;

    private Builder() {}

    /**
     * The header with the signature. Default: {@value HmacScheme#DEFAULT_HEADER}.
     *
     * @param name the header's name, matched without case
     * @return this builder
     * @throws IllegalArgumentException if no header can have that name
     */
    public Builder header(String name) {
      this.header = Names.checked("header", name);
      return this;
    }

    /**
     * How the signature is written. Default: hex. Only this encoding is read.
     *
     * @param form hex or base64
     * @return this builder
     */
    public Builder encoding(SignatureEncoding form) {
      this.encoding = Objects.requireNonNull(form, "encoding");
      return this;
    }

    /**
     * The scheme with these options.
     *
     * @return an immutable scheme
     */
    public HmacScheme build() {
      return new HmacScheme(this);
    }
  }
}
