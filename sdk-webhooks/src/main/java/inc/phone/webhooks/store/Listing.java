package inc.phone.webhooks.store;

import inc.phone.internal.json.StorableText;
import inc.phone.number.E164;
import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.Page;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What all stores do alike when they list. */
final class Listing {
  private static final long MAX_SECONDS = Long.MAX_VALUE / 1_000_000;

  /** A row of a list: its place, and what it says, or null if that cannot be read. */
  record Listed<T>(Cursor place, @Nullable T item) {}

  private Listing() {}

  static void requireLimit(int limit) {
    if (limit < 1 || limit > CallQueries.MAX_LIMIT) {
      throw new IllegalArgumentException(
          "limit must be 1 to " + CallQueries.MAX_LIMIT + ", was " + limit);
    }
  }

  /** Makes a page of what was asked with one more row than wanted. */
  static <T> Page<T> page(List<T> rows, int limit, Function<T, Cursor> cursor) {
    return page(rows.stream().map(row -> new Listed<T>(cursor.apply(row), row)).toList(), limit);
  }

  /**
   * Makes a page of what was asked with one more row than wanted. A row that could not be read is
   * left out and counts for the place of the next page all the same.
   */
  static <T> Page<T> page(List<Listed<T>> rows, int limit) {
    List<Listed<T>> shown = rows.subList(0, Math.min(limit, rows.size()));
    List<T> items = shown.stream().flatMap(row -> Stream.ofNullable(row.item())).toList();
    String next = rows.size() > limit ? shown.get(limit - 1).place().encode() : null;
    return new Page<>(items, next);
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

  /** Whether a row can have this text at all; what cannot be kept is never found. */
  static boolean isStorable(String text) {
    return StorableText.repaired(text).equals(text);
  }

  /** The ways of writing a number of which a voicemail is known to be this number's. */
  static List<String> spellings(E164 number) {
    String digits = number.value().substring(1);
    return List.of(number.value(), digits, "00" + digits);
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
