package inc.phone.webhooks.spi;

import inc.phone.model.PhoneIncException;
import org.jspecify.annotations.Nullable;

/**
 * A store could not do its work, or cannot tell whether it did.
 *
 * <p>The SDK answers the sender 503, and the sender's retry finds out: what was written is then
 * recognised as a repeat.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public final class OutcomeUnknownException extends PhoneIncException {
  /**
   * Creates the exception.
   *
   * @param message what was being done, without personal data
   * @param cause what went wrong, or null
   */
  public OutcomeUnknownException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
