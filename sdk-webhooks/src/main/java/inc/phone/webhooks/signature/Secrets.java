package inc.phone.webhooks.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import inc.phone.internal.crypto.HmacSecrets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Turns what a host configured into keys, and refuses what would be no secret. */
final class Secrets {
  private static final int MAX_COUNT = 16;
  private static final int MIN_TEXT_BYTES = 8;
  private static final int MIN_STANDARD_BYTES = 24;

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
      byte[] key =
          reader.read(name, HmacSecrets.withoutLineEnd(Objects.requireNonNull(secrets[i], name)));
      for (int j = 0; j < i; j++) {
        if (HmacSecrets.areOneKey(key, keys.get(j))) {
          throw new IllegalArgumentException(name + " is the same key as secret " + j);
        }
      }
      keys.add(key);
    }
    return keys;
  }

  private static byte[] text(String name, String secret) {
    return HmacSecrets.utf8(name, secret, MIN_TEXT_BYTES);
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
    return HmacSecrets.ofLength(name, MIN_STANDARD_BYTES, key);
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

  private interface Reader {
    byte[] read(String name, String secret);
  }
}
