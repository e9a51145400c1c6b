package inc.phone.client;

import inc.phone.model.PhoneIncException;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The API answered, and the answer is not a success. Subclasses say what a caller can do about it;
 * this class itself stands for every status without a class of its own, redirects among them, which
 * are never followed.
 *
 * <p>The message names the request and the status, never the body: what the server wrote may quote
 * personal data. Read it through {@link #body()}. Immutable.
 *
 * @since 0.1.0
 */
public class ApiException extends PhoneIncException {
  /** What is known about the answer. */
  private final Answer answer;

  /** What all these exceptions know about the answer. */
  record Answer(
      int status,
      String body,
      @Nullable String error,
      @Nullable Duration retryAfter,
      @Nullable String requestId)
      implements Serializable {}

  ApiException(String message, Answer answer) {
    super(message);
    this.answer = answer;
  }

  /**
   * The HTTP status.
   *
   * @return the status, never 2xx
   */
  public final int status() {
    return answer.status();
  }

  /**
   * The body as text, at most its first 64 KiB.
   *
   * @return the body, empty if there was none; it can hold personal data
   */
  public final String body() {
    return answer.body();
  }

  /**
   * The server's own words: the string {@code error} of the body, documented for "most" errors.
   *
   * @return the text or empty; it can hold personal data
   */
  public final Optional<String> error() {
    return Optional.ofNullable(answer.error());
  }

  /**
   * How long the server asks to wait, from the header {@code Retry-After} in seconds or as a date.
   * The vendor documents the header for status 429 and leaves its form open. When it is present
   * here although retries are on, it was longer than the client may wait.
   *
   * @return the time from the moment of the answer, never negative, or empty
   */
  public final Optional<Duration> retryAfter() {
    return Optional.ofNullable(answer.retryAfter());
  }

  /**
   * The header {@code X-Request-Id}, for talking to support. The vendor documents no such header
   * (its presence is a guess from similar APIs).
   *
   * @return its value or empty
   */
  public final Optional<String> requestId() {
    return Optional.ofNullable(answer.requestId());
  }
}
