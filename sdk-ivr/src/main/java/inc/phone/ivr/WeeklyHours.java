package inc.phone.ivr;

import java.time.DayOfWeek;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * When a shop is open on some days of every week.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class WeeklyHours extends ConfigPart {
  private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private final Set<DayOfWeek> days;
  private final TimeInterval interval;

  WeeklyHours(ConfigFields fields) {
    super(fields.node());
    fields.require("days");
    this.days = days(fields);
    this.interval = new TimeInterval(fields);
    fields.end();
  }

  private static Set<DayOfWeek> days(ConfigFields fields) {
    EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String name : fields.texts("days", DAYS.size())) {
      int index = DAYS.indexOf(name);
      if (index < 0) {
        fields.problem(Rule.E_FORMAT, "days", "expected mon, tue, wed, thu, fri, sat or sun");
      } else {
        days.add(DayOfWeek.of(index + 1));
      }
    }
    if (days.isEmpty() && fields.has("days")) {
      fields.problem(Rule.E_RANGE, "days", "expected at least one day");
    }
    return Collections.unmodifiableSet(days);
  }

  /** The name of a day as it is written. */
  static String name(DayOfWeek day) {
    return DAYS.get(day.getValue() - 1).toLowerCase(Locale.ROOT);
  }

  /**
   * The days.
   *
   * @return an immutable set
   */
  public Set<DayOfWeek> days() {
    return days;
  }

  /**
   * The time on each of them.
   *
   * @return the interval
   */
  public TimeInterval interval() {
    return interval;
  }
}
