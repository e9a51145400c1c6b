package inc.phone.settings;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** AES-256-GCM under one key, with IVs of 96 and tags of 128 bits. Thread-safe. */
final class AesGcm {
  static final int KEY_BYTES = 32;
  static final int IV_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;

  AesGcm(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  /** The ciphertext and, behind it, the tag. */
  byte[] encrypt(byte[] iv, byte[] associated, byte[] text) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, iv, associated).doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the platform cannot encrypt with AES-256-GCM", e);
    }
  }

  /** The text, or null if key, IV, associated data, ciphertext or tag are not what they were. */
  byte @Nullable [] decrypt(byte[] iv, byte[] associated, byte[] sealed) {
    try {
      return cipher(Cipher.DECRYPT_MODE, iv, associated).doFinal(sealed);
    } catch (AEADBadTagException e) {
      return null;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the platform cannot decrypt with AES-256-GCM", e);
    }
  }

  private Cipher cipher(int mode, byte[] iv, byte[] associated) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
    cipher.updateAAD(associated);
    return cipher;
  }
}
