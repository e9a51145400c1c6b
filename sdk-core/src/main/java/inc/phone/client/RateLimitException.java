package inc.phone.client;

/**
 * 429: too many requests (documented), and waiting longer was not allowed. {@link #retryAfter()}
 * says when to try again, if the server does. Nothing was done.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public final class RateLimitException extends ApiException {
  RateLimitException(String message, Answer answer) {
    super(message, answer);
  }
}
