package inc.phone.internal.json;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads ISO 8601 moments exactly as {@link Instant#parse} does, truncated to microseconds, and
 * writes them exactly as {@link Instant#toString} does.
 *
 * <p>The common form {@code 2026-05-15T14:22:33Z}, with up to nine digits of fraction, is read by
 * hand, because the JDK's formatter costs more than all the rest of parsing an event; whole seconds
 * are written by hand, because every merge writes some. Everything else goes to the JDK, so that
 * the two can never disagree.
 */
public final class InstantText {
  private static final long SECONDS_PER_DAY = 86_400;
  private static final long YEAR_0 = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
  private static final long YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z").getEpochSecond();

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

  /**
   * Writes a moment.
   *
   * @param instant the moment
   * @return what {@link Instant#toString} gives
   */
  public static String of(Instant instant) {
    long seconds = instant.getEpochSecond();
    if (instant.getNano() != 0 || seconds < YEAR_0 || seconds >= YEAR_10000) {
      return instant.toString();
    }
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_PER_DAY));
    int second = (int) Math.floorMod(seconds, SECONDS_PER_DAY);
    char[] text = "0000-00-00T00:00:00Z".toCharArray();
    write(text, 0, 4, date.getYear());
    write(text, 5, 7, date.getMonthValue());
    write(text, 8, 10, date.getDayOfMonth());
    write(text, 11, 13, second / 3_600);
    write(text, 14, 16, second / 60 % 60);
    write(text, 17, 19, second % 60);
    return new String(text);
  }

  /** Writes the digits of a number into [from, to). */
  private static void write(char[] text, int from, int to, int number) {
    int rest = number;
    for (int i = to - 1; i >= from; i--) {
      text[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
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
    long seconds = days * SECONDS_PER_DAY + hour * 3_600L + minute * 60L + second;
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
