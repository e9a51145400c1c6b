package inc.phone.internal.json;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads ISO 8601 moments exactly as {@link Instant#parse} does, truncated to microseconds.
 *
 * <p>The common form {@code 2026-05-15T14:22:33Z}, with up to nine digits of fraction, is scanned
 * by hand, because the JDK's formatter costs more than all the rest of parsing an event. Everything
 * else goes to the JDK, so that the two can never disagree.
 */
public final class InstantText {
  private InstantText() {}

  /**
   * Reads a moment.
   *
   * @param text the text
   * @return the moment, truncated to microseconds
   * @throws java.time.DateTimeException if {@link Instant#parse} does not understand it
   */
  public static Instant parse(String text) {
    Instant instant = scan(text);
    return instant != null ? instant : Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
  }

  private static @Nullable Instant scan(String text) {
    int length = text.length();
    if (length < 20
        || length > 30
        || text.charAt(4) != '-'
        || text.charAt(7) != '-'
        || text.charAt(10) != 'T'
        || text.charAt(13) != ':'
        || text.charAt(16) != ':'
        || text.charAt(length - 1) != 'Z') {
      return null;
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, 10);
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = digits(text, 17, 19);
    int nanos = length == 20 ? 0 : fraction(text, length - 1);
    // Any digit that is missing makes its number negative; what is unusual is left to the JDK.
    if (year < 1
        || month < 1
        || month > 12
        || day < 1
        || day > YearMonth.of(year, month).lengthOfMonth()
        || hour < 0
        || hour > 23
        || minute < 0
        || minute > 59
        || second < 0
        || second > 59
        || nanos < 0) {
      return null;
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    long seconds = days * 86_400 + hour * 3_600L + minute * 60L + second;
    return Instant.ofEpochSecond(seconds, nanos - nanos % 1_000);
  }

  /** The number in [from, to), or -1 if there is anything but ASCII digits. */
  private static int digits(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  /** Nanoseconds of the fraction between position 19 and end, or -1. */
  private static int fraction(String text, int end) {
    int count = end - 20;
    if (text.charAt(19) != '.' || count < 1 || count > 9) {
      return -1;
    }
    int number = digits(text, 20, end);
    for (int i = count; i < 9 && number >= 0; i++) {
      number *= 10;
    }
    return number;
  }
}
