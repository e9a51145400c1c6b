package inc.phone.ivr;

import java.time.LocalTime;
import java.util.regex.Pattern;

/**
 * Part of a day on the clock on the wall: from a minute on, until just before another.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class TimeInterval extends ConfigPart {
  static final int MINUTES_PER_DAY = 24 * 60;

  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]|24:00");

  private final int from;
  private final int to;

  /** The fields of a weekly row and those of an exception's interval are the same two. */
  TimeInterval(ConfigFields fields) {
    super(fields.node());
    fields.require("from");
    fields.require("to");
    this.from = minute(fields, "from");
    int end = minute(fields, "to");
    if (fields.has("from") && fields.has("to") && from >= 0 && end >= 0 && end <= from) {
      fields.problem(Rule.E_HOURS_ORDER, "the end is not after the beginning");
      end = MINUTES_PER_DAY; // open too long reaches more people than closed too early
    }
    this.to = end;
  }

  private static int minute(ConfigFields fields, String name) {
    String text = fields.text(name, 0, Integer.MAX_VALUE);
    if (text == null) {
      return -1;
    }
    if (!TIME.matcher(text).matches()) {
      fields.problem(Rule.E_FORMAT, name, "expected a time such as 09:00, at most 24:00");
      return -1;
    }
    return Integer.parseInt(text, 0, 2, 10) * 60 + Integer.parseInt(text, 3, 5, 10);
  }

  /** Tells whether both ends could be read. */
  boolean isReadable() {
    return from >= 0 && to >= 0;
  }

  /** Minute of the day it begins at. */
  int fromMinute() {
    return from;
  }

  /** Minute of the day it ends before, at most 1440. */
  int toMinute() {
    return to;
  }

  boolean contains(LocalTime time) {
    int minute = time.toSecondOfDay() / 60;
    return isReadable() && from <= minute && minute < to;
  }

  boolean overlaps(TimeInterval other) {
    return isReadable() && other.isReadable() && from < other.to && other.from < to;
  }

  /**
   * When it begins.
   *
   * @return the first moment in it
   */
  public LocalTime from() {
    return LocalTime.ofSecondOfDay(Math.max(0, from) % MINUTES_PER_DAY * 60L);
  }

  /**
   * When it ends.
   *
   * @return the first moment after it; midnight stands for the end of the day
   */
  public LocalTime to() {
    return LocalTime.ofSecondOfDay(Math.max(0, to) % MINUTES_PER_DAY * 60L);
  }

  /** For example {@code 09:00-17:00}. */
  @Override
  public String toString() {
    return clock(from) + "-" + clock(to);
  }

  private static String clock(int minute) {
    if (minute < 0) {
      return "?";
    }
    String hour = Integer.toString(minute / 60);
    String rest = Integer.toString(minute % 60);
    return "0".repeat(2 - hour.length()) + hour + ":" + "0".repeat(2 - rest.length()) + rest;
  }
}
