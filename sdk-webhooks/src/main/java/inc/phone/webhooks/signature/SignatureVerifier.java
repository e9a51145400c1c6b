package inc.phone.webhooks.signature;

import inc.phone.webhooks.WebhookRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Decides whether a request comes from somebody who knows the secret.
 *
 * <p>A host may implement its own scheme. Contract for implementers: {@link #verify} is called for
 * every request, on the thread that received it and by several at once; it does not block; it
 * compares in constant time; it never returns null, and no request whatever makes it throw. What it
 * would need the body's meaning for, it cannot decide: the body is not parsed yet.
 *
 * <p>The schemes here are immutable and thread-safe. Each takes one to 16 secrets, all of them
 * active, so that a secret can be rotated without losing an event: give the new one first, and
 * remove the old one when the sender no longer uses it. Secrets are checked when the verifier is
 * made, see {@link HmacScheme#verifier}; messages never repeat them.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SignatureVerifier {
  /**
   * Verifies a request.
   *
   * @param request the request as it was received
   * @return {@link Verified} or {@link Rejected}, never null
   */
  Result verify(WebhookRequest request);

  /**
   * HMAC-SHA256 over the raw body, in hex in the header {@value HmacScheme#DEFAULT_HEADER}; an
   * inference, as the vendor documents no signature. Other headers and encodings: {@link
   * HmacScheme}.
   *
   * @param secrets the active secrets, newest first, each of 8 to 64 bytes
   * @return a verifier
   * @throws IllegalArgumentException if a secret cannot be used, without repeating it
   */
  static SignatureVerifier hmacSha256(String... secrets) {
    return HmacScheme.builder().build().verifier(secrets);
  }

  /**
   * A secret that the sender repeats: in the URL's {@code ?token=}, which works with every sender,
   * or in the header {@value SharedSecretScheme#DEFAULT_HEADER}. Weaker than a signature, because
   * URLs end up in logs and the secret does not cover the body. Other names: {@link
   * SharedSecretScheme}.
   *
   * @param secrets the active secrets, newest first, each of 8 to 64 bytes
   * @return a verifier
   * @throws IllegalArgumentException if a secret cannot be used, without repeating it
   */
  static SignatureVerifier sharedSecret(String... secrets) {
    return SharedSecretScheme.builder().build().verifier(secrets);
  }

  /**
   * The Standard Webhooks 1.0.0 specification, with symmetric keys and a tolerance of five minutes
   * in both directions. Other tolerances and clocks: {@link StandardWebhooksScheme}.
   *
   * @param secrets the active secrets, newest first, each {@code whsec_} and base64 of 24 to 64
   *     bytes
   * @return a verifier
   * @throws IllegalArgumentException if a secret cannot be used, without repeating it
   */
  static SignatureVerifier standardWebhooks(String... secrets) {
    return StandardWebhooksScheme.builder().build().verifier(secrets);
  }

  /**
   * LiveKit's webhooks: a token in {@code Authorization} that names the body's SHA-256, with a
   * leeway of 60 seconds. Several API keys and other clocks: {@link LiveKitScheme}.
   *
   * @param apiKey the id of the API key
   * @param apiSecret its secret, 32 to 64 bytes of UTF-8
   * @return a verifier
   * @throws IllegalArgumentException if key or secret cannot be used, without repeating the secret
   */
  static SignatureVerifier liveKit(String apiKey, String apiSecret) {
    return LiveKitScheme.builder().build().verifier(Map.of(apiKey, apiSecret));
  }

  /**
   * Accepts what any of several schemes accepts, for endpoints whose senders differ. A wrong value
   * for one scheme does not spoil a right one for another.
   *
   * @param verifiers the schemes, asked in this order
   * @return a verifier whose answer is the first {@link Verified}, or else the rejection that tells
   *     most
   * @throws IllegalArgumentException if there is none
   */
  static SignatureVerifier anyOf(SignatureVerifier... verifiers) {
    List<SignatureVerifier> all = List.of(verifiers);
    if (all.isEmpty()) {
      throw new IllegalArgumentException("anyOf needs at least one verifier");
    }
    return request -> {
      RejectionReason reason = RejectionReason.MISSING;
      for (SignatureVerifier verifier : all) {
        Result result = verifier.verify(request);
        if (result instanceof Rejected rejected) {
          reason = reason.orMoreTelling(rejected.reason());
        } else {
          return result;
        }
      }
      return new Rejected(reason);
    };
  }

  /**
   * The outcome: one of two.
   *
   * @since 0.1.0
   */
  sealed interface Result permits Verified, Rejected {
    /**
     * Branches without a cast.
     *
     * @param verified called if the request is authentic
     * @param rejected called otherwise
     * @param <T> what both give
     * @return what was given
     */
    default <T> T match(
        Function<? super Verified, ? extends T> verified,
        Function<? super Rejected, ? extends T> rejected) {
      return this instanceof Verified authentic
          ? verified.apply(authentic)
          : rejected.apply((Rejected) this);
    }

    /**
     * Tells which of the two it is.
     *
     * @return true for {@link Verified}
     */
    default boolean isVerified() {
      return this instanceof Verified;
    }
  }

  /**
   * The request is authentic.
   *
   * @param key which secret matched, without revealing it: its position in the order given, {@code
   *     "0"} for the first; for LiveKit the id of the API key
   * @since 0.1.0
   */
  record Verified(String key) implements Result {
    /**
     * Refuses null.
     *
     * @param key which secret matched
     */
    public Verified {
      Objects.requireNonNull(key, "key");
    }
  }

  /**
   * The request is not authentic.
   *
   * @param reason why, for the operator
   * @since 0.1.0
   */
  record Rejected(RejectionReason reason) implements Result {
    /**
     * Refuses null.
     *
     * @param reason why
     */
    public Rejected {
      Objects.requireNonNull(reason, "reason");
    }
  }
}
