package inc.phone.webhooks.signature;

import java.util.Map;
import java.util.function.Supplier;

/**
 * Signs what a sender sends: for simulators, tests and tools, with the same code that verifies.
 *
 * <p>The signers here are immutable and thread-safe; secrets are checked as those of the verifiers
 * are.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface WebhookSigner {
  /**
   * Signs a body.
   *
   * @param body the exact bytes to be sent, not changed; encode text before, and send no other
   *     encoding of it
   * @return the headers to send along, an immutable map of name to value
   */
  Map<String, String> sign(byte[] body);

  /**
   * The counterpart of {@link SignatureVerifier#hmacSha256}. Other headers and encodings: {@link
   * HmacScheme}.
   *
   * @param secret a secret of 8 to 64 bytes
   * @return a signer
   * @throws IllegalArgumentException if the secret cannot be used, without repeating it
   */
  static WebhookSigner hmacSha256(String secret) {
    return HmacScheme.builder().build().signer(secret);
  }

  /**
   * The counterpart of {@link SignatureVerifier#sharedSecret}: the secret in a header, whatever the
   * body is. For {@code ?token=}, put the secret, percent-encoded, into the URL instead.
   *
   * @param secret a secret of 8 to 64 bytes
   * @return a signer
   * @throws IllegalArgumentException if the secret cannot be used, without repeating it
   */
  static WebhookSigner sharedSecret(String secret) {
    return SharedSecretScheme.builder().build().signer(secret);
  }

  /**
   * The counterpart of {@link SignatureVerifier#standardWebhooks}, at the time of the system's
   * clock. Other clocks: {@link StandardWebhooksScheme}.
   *
   * @param secret {@code whsec_} and base64 of 24 to 64 bytes
   * @param ids gives the id of each message, the same one for each retry of a message: 1 to 256
   *     printable ASCII characters without space and dot
   * @return a signer; signing fails with IllegalArgumentException for an id of another form
   * @throws IllegalArgumentException if the secret cannot be used, without repeating it
   */
  static WebhookSigner standardWebhooks(String secret, Supplier<String> ids) {
    return StandardWebhooksScheme.builder().build().signer(secret, ids);
  }

  /**
   * The counterpart of {@link SignatureVerifier#liveKit}, at the time of the system's clock. Other
   * clocks: {@link LiveKitScheme}.
   *
   * @param apiKey the id of the API key
   * @param apiSecret its secret, 32 to 64 bytes of UTF-8
   * @return a signer
   * @throws IllegalArgumentException if key or secret cannot be used, without repeating the secret
   */
  static WebhookSigner liveKit(String apiKey, String apiSecret) {
    return LiveKitScheme.builder().build().signer(apiKey, apiSecret);
  }
}
