package inc.phone.webhooks.store;

import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.Page;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What all stores do alike when they list. */
final class Listing {
  private static final long MAX_SECONDS = Long.MAX_VALUE / 1_000_000;

  private Listing() {}

  static void requireLimit(int limit) {
    if (limit < 1 || limit > CallQueries.MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit must be 1 to " + CallQueries.MAX_LIMIT + ", was " + limit);
    }
  }

  /** Makes a page of what was asked with one more row than wanted. */
  static <T> Page<T> page(List<T> rows, int limit, Function<T, Cursor> cursor) {
    if (rows.size() <= limit) {
      return new Page<>(rows, null);
    }
    List<T> items = rows.subList(0, limit);
    return new Page<>(items, cursor.apply(items.get(limit - 1)).encode());
  }

  /**
   * Microseconds since 1970; what is beyond 64 bits, as a filter may be, is the nearest there is.
   */
  static long micros(Instant instant) {
    long seconds = instant.getEpochSecond();
    if (Math.abs(seconds) >= MAX_SECONDS) {
      return seconds < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return seconds * 1_000_000 + instant.getNano() / 1_000;
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** Text in the one form in which upper and lower case are the same. */
  static String folded(String text) {
    // Java writes a Greek sigma in another way at the end of a word, where a part may well end.
    return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).replace('\u03c2', '\u03c3');
  }
}
