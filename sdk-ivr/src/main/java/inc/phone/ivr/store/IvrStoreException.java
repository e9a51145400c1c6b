package inc.phone.ivr.store;

import inc.phone.model.PhoneIncException;

/**
 * The store itself is in trouble. Whether a save took effect is not known; load to find out.
 *
 * @since 0.1.0
 */
public final class IvrStoreException extends PhoneIncException {
  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param message what could not be done, without content
   * @param cause what led to it
   */
  public IvrStoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
