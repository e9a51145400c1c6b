package inc.phone.client;

import inc.phone.model.PhoneIncException;
import org.jspecify.annotations.Nullable;

/**
 * The API reported success, so the request took effect, but its answer cannot be understood: it is
 * not the JSON it should be, or longer than allowed. The message names the place, never a value.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public final class UnreadableResponseException extends PhoneIncException {
  /** See {@link #status()}. */
  private final int status;

  /** See {@link #body()}. */
  private final String body;

  UnreadableResponseException(String message, int status, String body, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
    this.body = body;
  }

  /**
   * The HTTP status.
   *
   * @return a 2xx, or 0 if the answer was longer than allowed
   */
  public int status() {
    return status;
  }

  /**
   * The body as text, at most its first 64 KiB.
   *
   * @return the body; empty if it was longer than allowed; it can hold personal data
   */
  public String body() {
    return body;
  }
}
