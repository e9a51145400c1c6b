package inc.phone.webhooks.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns what a host configured into keys, and refuses what would be no secret. */
final class Secrets {
  private static final int MAX_COUNT = 16;
  private static final int MIN_TEXT_BYTES = 8;
  private static final int MIN_STANDARD_BYTES = 24;

  /** HMAC hashes longer keys, so that a key and its hash would be the same key. */
  private static final int MAX_BYTES = 64;

  private static final String STANDARD_PREFIX = "whsec_";

  private Secrets() {}

  /** The bytes of secrets that are text. */
  static List<byte[]> ofText(String... secrets) {
    return read(Secrets::text, secrets);
  }

  /** The keys in secrets of the form of Standard Webhooks. */
  static List<byte[]> ofStandardForm(String... secrets) {
    return read(Secrets::standard, secrets);
  }

  private static List<byte[]> read(Reader reader, String... secrets) {
    if (secrets.length < 1 || secrets.length > MAX_COUNT) {
      throw new IllegalArgumentException(
          "expected 1 to " + MAX_COUNT + " secrets, got " + secrets.length);
    }
    List<byte[]> keys = new ArrayList<>(secrets.length);
    for (int i = 0; i < secrets.length; i++) {
      String name = "secret " + i;
      byte[] key = reader.read(name, withoutLineEnd(Objects.requireNonNull(secrets[i], name)));
      for (int j = 0; j < i; j++) {
        if (areOneHmacKey(key, keys.get(j))) {
          throw new IllegalArgumentException(name + " is the same key as secret " + j);
        }
      }
      keys.add(key);
    }
    return keys;
  }

  private static byte[] text(String name, String secret) {
    if (secret.isBlank()) {
      throw new IllegalArgumentException(name + " is empty or blank");
    }
    if (secret.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(
          name + " has a NUL character: HMAC pads keys with it, so that two keys would be equal");
    }
    if (!UTF_8.newEncoder().canEncode(secret)) {
      throw new IllegalArgumentException(name + " is not well-formed text");
    }
    return ofLength(name, MIN_TEXT_BYTES, secret.getBytes(UTF_8));
  }

  private static byte[] standard(String name, String secret) {
    if (!secret.startsWith(STANDARD_PREFIX)) {
      throw new IllegalArgumentException(
          name + " must begin with " + STANDARD_PREFIX + " and nothing may stand before it");
    }
    byte[] key = canonicalBase64(secret.substring(STANDARD_PREFIX.length()));
    if (key == null) {
      throw new IllegalArgumentException(
          name + " must be padded standard base64 after " + STANDARD_PREFIX);
    }
    return ofLength(name, MIN_STANDARD_BYTES, key);
  }

  private static byte @Nullable [] canonicalBase64(String encoded) {
    try {
      byte[] key = Base64.getDecoder().decode(encoded);
      boolean canonical =
          MessageDigest.isEqual(Base64.getEncoder().encode(key), encoded.getBytes(UTF_8));
      return canonical ? key : null;
    } catch (IllegalArgumentException e) {
      return null; // its message would repeat a character of the secret
    }
  }

  private static byte[] ofLength(String name, int minimum, byte[] key) {
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

  private static boolean areOneHmacKey(byte[] one, byte[] other) {
    return MessageDigest.isEqual(
        Arrays.copyOf(one, MAX_BYTES), Arrays.copyOf(other, MAX_BYTES)); // padded as HMAC does
  }

  /** A secret read from a file often brings the end of its line along. */
  private static String withoutLineEnd(String secret) {
    int end = secret.length();
    while (end > 0 && (secret.charAt(end - 1) == '\n' || secret.charAt(end - 1) == '\r')) {
      end--;
    }
    return secret.substring(0, end);
  }

  private interface Reader {
    byte[] read(String name, String secret);
  }
}
