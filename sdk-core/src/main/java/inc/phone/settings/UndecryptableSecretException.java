package inc.phone.settings;

import inc.phone.model.PhoneIncException;

/**
 * A stored setting that cannot be decrypted. The message says why, and holds neither key nor value.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public final class UndecryptableSecretException extends PhoneIncException {
  UndecryptableSecretException(String why) {
    super("an encrypted setting " + why);
  }
}
