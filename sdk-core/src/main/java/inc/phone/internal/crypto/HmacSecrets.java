package inc.phone.internal.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Arrays;

/** Turns configured text into keys of HMAC-SHA256, and refuses what would be no secret. */
public final class HmacSecrets {
  /** HMAC hashes longer keys, so that a key and its hash would be the same key. */
  private static final int MAX_BYTES = 64;

  private HmacSecrets() {}

  /**
   * The bytes of a secret that is text.
   *
   * @param name what to call it in messages
   * @param secret the text; a line end at its end is removed, as files bring one along
   * @param minimum how many bytes it needs at least
   * @return its UTF-8
   * @throws IllegalArgumentException if it is no secret; the message does not repeat it
   */
  public static byte[] utf8(String name, String secret, int minimum) {
    String text = withoutLineEnd(secret);
    if (text.isBlank()) {
      throw new IllegalArgumentException(name + " is empty or blank");
    }
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          name + " has a NUL character: HMAC pads keys with it, so that two keys would be equal");
    }
    if (!UTF_8.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException(name + " is not well-formed text");
    }
    return ofLength(name, minimum, text.getBytes(UTF_8));
  }

  /**
   * Checks how long a key is.
   *
   * @param name what to call it in messages
   * @param minimum how many bytes it needs at least
   * @param key the key
   * @return the key
   * @throws IllegalArgumentException if it is too short to be secret, or so long that HMAC hashes
   *     it
   */
  public static byte[] ofLength(String name, int minimum, byte[] key) {
    if (key.length < minimum) {
      throw new IllegalArgumentException(
          name + " has " + key.length + " bytes: fewer than " + minimum + " can be guessed");
    }
    if (key.length > MAX_BYTES) {
      throw new IllegalArgumentException(
          name
              + " has "
              + key.length
              + " bytes: HMAC hashes keys of more than "
              + MAX_BYTES
              + ", so that two keys would be equal");
    }
    return key;
  }

  /**
   * Tells whether two keys are one to HMAC, which pads them.
   *
   * @param one a key of at most 64 bytes
   * @param other another one
   * @return true if every code of the one is a code of the other
   */
  public static boolean areOneKey(byte[] one, byte[] other) {
    return MessageDigest.isEqual(Arrays.copyOf(one, MAX_BYTES), Arrays.copyOf(other, MAX_BYTES));
  }

  /**
   * Removes line ends at the end of a text.
   *
   * @param secret the text
   * @return the text without them
   */
  public static String withoutLineEnd(String secret) {
    int end = secret.length();
    while (end > 0 && (secret.charAt(end - 1) == '\n' || secret.charAt(end - 1) == '\r')) {
      end--;
    }
    return secret.substring(0, end);
  }
}
