package inc.phone.webhooks.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import inc.phone.internal.crypto.HmacSha256;
import java.util.List;
import java.util.Map;

/**
 * A secret that the sender repeats with every request, in a header or in the URL's query.
 *
 * <p>Works with every sender that can be given a URL, and is weaker than a signature: access logs
 * keep URLs, and whoever has seen one request can send any body. A verifier looks at up to 16
 * values over the header's lines and the query's parameters of that name; one right value is
 * enough. Values are compared by keyed hash, so that neither content nor length shows in the time
 * taken. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class SharedSecretScheme {
  /** The header, if no other is configured; our choice, not the vendor's. */
  public static final String DEFAULT_HEADER = "X-Phone-Inc-Token";

  /** The query parameter, if no other is configured; our choice, not the vendor's. */
  public static final String DEFAULT_PARAMETER = "token";

  /** Makes values of any length comparable in constant time; no secret itself. */
  private static final HmacSha256 BLIND = new HmacSha256("inc.phone shared secret".getBytes(UTF_8));

  private final String header;
  private final String parameter;

  private SharedSecretScheme(Builder builder) {
    this.header = builder.header;
    this.parameter = builder.parameter;
  }

  /**
   * Starts from {@value #DEFAULT_HEADER} and {@value #DEFAULT_PARAMETER}.
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
    return new Builder().header(header).parameter(parameter);
  }

  /**
   * A verifier of this scheme.
   *
   * @param secrets the active secrets, by the rules of {@link HmacScheme#verifier}, so that one
   *     secret serves both schemes
   * @return a thread-safe verifier
   * @throws IllegalArgumentException if a secret cannot be used, without repeating it
   */
  public SignatureVerifier verifier(String... secrets) {
    List<byte[]> expected = Secrets.ofText(secrets).stream().map(BLIND::of).toList();
    return request -> {
      Comparison comparison = new Comparison(expected);
      for (String line : request.headerValues(header)) {
        comparison.offer(BLIND.of(Comparison.trimmed(line).getBytes(UTF_8)));
      }
      QueryParameters.forEach(
          request.rawQuery(),
          parameter,
          value -> comparison.offer(value == null ? null : BLIND.of(value)));
      return comparison.result();
    };
  }

  /**
   * A signer of this scheme: it repeats the secret in the header.
   *
   * @param secret the secret, by the rules of {@link HmacScheme#verifier}
   * @return a thread-safe signer
   * @throws IllegalArgumentException if the secret cannot be used, without repeating it
   */
  public WebhookSigner signer(String secret) {
    Map<String, String> headers = Map.of(header, new String(Secrets.ofText(secret).get(0), UTF_8));
    return body -> headers;
  }

  /**
   * Collects options. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {
    private String header = DEFAULT_HEADER;
    private String parameter = DEFAULT_PARAMETER;

    private Builder() {}

    /**
     * The header with the secret. Default: {@value SharedSecretScheme#DEFAULT_HEADER}.
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
     * The query parameter with the secret. Default: {@value SharedSecretScheme#DEFAULT_PARAMETER}.
     * Its value is percent-decoded; a plus sign stays one.
     *
     * @param name the parameter's name, matched with case
     * @return this builder
     * @throws IllegalArgumentException if the name has other characters than a header's
     */
    public Builder parameter(String name) {
      this.parameter = Names.checked("parameter", name);
      return this;
    }

    /**
     * The scheme with these options.
     *
     * @return an immutable scheme
     */
    public SharedSecretScheme build() {
      return new SharedSecretScheme(this);
    }
  }
}
