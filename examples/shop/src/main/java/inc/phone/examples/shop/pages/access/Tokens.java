package inc.phone.examples.shop.pages.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Random text that nobody can guess, and how it is compared. Thread-safe. */
final class Tokens {
  private static final int BYTES = 32;

  private final SecureRandom random;

  Tokens(SecureRandom random) {
    this.random = random;
  }

  /** 256 random bits in hexadecimal. */
  String next() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** Whether a text looks like one. */
  static boolean isToken(String text) {
    return text.matches("[0-9a-f]{64}");
  }

  /** In a time that tells nothing of either; an absent one equals nothing. */
  static boolean same(@Nullable String one, @Nullable String other) {
    return one != null
        && other != null
        && !other.isEmpty()
        && MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
  }

  static String digest(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
