package inc.phone.model;

import org.jspecify.annotations.Nullable;

/**
 * The root of every exception this SDK throws for reasons outside the program.
 *
 * <p>Mistakes of the programmer (a bad option, a null argument) are the JDK's own exceptions
 * instead. Messages never hold a secret, a body or a phone number.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public class PhoneIncException extends RuntimeException {
  /**
   * Creates the exception.
   *
   * @param message what happened, without secrets, bodies or phone numbers
   */
  public PhoneIncException(String message) {
    super(message);
  }

  /**
   * Creates the exception with its cause.
   *
   * @param message what happened, without secrets, bodies or phone numbers
   * @param cause what led to it, or null
   */
  public PhoneIncException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
