package inc.phone.webhooks.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads one parameter out of a raw query. Total: no query makes it throw. */
final class QueryParameters {
  private QueryParameters() {}

  /**
   * Hands over every value of the name in order: percent-decoded, or null if it cannot be. A plus
   * sign stays a plus sign, because senders use the URL as it was given to them.
   */
  static void forEach(
      @Nullable String rawQuery, String name, Consumer<byte @Nullable []> consumer) {
    byte[] wanted = name.getBytes(UTF_8);
    int start = 0;
    int end = rawQuery == null ? -1 : 0;
    while (rawQuery != null && end >= 0) {
      end = rawQuery.indexOf('&', start);
      String pair = end < 0 ? rawQuery.substring(start) : rawQuery.substring(start, end);
      int equals = pair.indexOf('=');
      byte[] decodedName = decoded(equals < 0 ? pair : pair.substring(0, equals));
      if (decodedName != null && MessageDigest.isEqual(decodedName, wanted)) {
        consumer.accept(decoded(equals < 0 ? "" : pair.substring(equals + 1)));
      }
      start = end + 1;
    }
  }

  private static byte @Nullable [] decoded(String text) {
    byte[] raw = text.getBytes(UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] != '%') {
        bytes.write(raw[i]);
        continue;
      }
      int high = i + 1 < raw.length ? hexDigit(raw[i + 1]) : -1;
      int low = i + 2 < raw.length ? hexDigit(raw[i + 2]) : -1;
      if (high < 0 || low < 0) {
        return null;
      }
      bytes.write(high << 4 | low);
      i += 2;
    }
    return bytes.toByteArray();
  }

  private static int hexDigit(byte c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }
}
