package inc.phone.internal.json;

import inc.phone.model.PhoneIncException;

/** Bytes that are not the JSON they should be. The message names the place, never a value. */
public final class UnreadableJsonException extends PhoneIncException {
  /**
   * Creates the exception.
   *
   * @param message the place and what was expected there, without any value that was read
   */
  public UnreadableJsonException(String message) {
    super(message);
  }
}
