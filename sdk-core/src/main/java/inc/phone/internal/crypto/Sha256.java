package inc.phone.internal.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 without the exception that no platform throws. */
public final class Sha256 {
  private Sha256() {}

  /**
   * The digest of some bytes.
   *
   * @param bytes what to hash, not changed
   * @return 32 bytes
   */
  public static byte[] of(byte[] bytes) {
    return digest().digest(bytes);
  }

  /**
   * Starts a digest of several parts.
   *
   * @return a new digest
   */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
