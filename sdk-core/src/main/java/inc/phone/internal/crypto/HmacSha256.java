package inc.phone.internal.crypto;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 under one key; the only place that knows how. Thread-safe.
 *
 * <p>A keyed {@link Mac} is cloned for each message: that costs a fraction of making one, and needs
 * neither a pool nor a lock.
 */
public final class HmacSha256 {
  private static final String ALGORITHM = "HmacSHA256"; // every Java platform has it

  private final SecretKeySpec key;
  private final Mac prototype;

  /**
   * Takes any key that is not empty; which secrets are good ones, {@link HmacSecrets} says.
   *
   * @param key the key, copied
   */
  public HmacSha256(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
    this.prototype = keyedMac();
  }

  /**
   * The code of all parts, one after the other.
   *
   * @param parts what to authenticate, not changed
   * @return 32 bytes
   */
  public byte[] of(byte[]... parts) {
    Mac mac = freshMac();
    for (byte[] part : parts) {
      mac.update(part);
    }
    return mac.doFinal();
  }

  private Mac freshMac() {
    try {
      return (Mac) prototype.clone();
    } catch (CloneNotSupportedException e) {
      return keyedMac(); // a provider may not be able to
    }
  }

  private Mac keyedMac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (InvalidKeyException e) {
      throw new IllegalArgumentException("the platform refuses the key", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the platform has no " + ALGORITHM, e);
    }
  }
}
