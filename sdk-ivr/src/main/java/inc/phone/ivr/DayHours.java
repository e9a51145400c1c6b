package inc.phone.ivr;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When the shop is open on one day, exceptions included.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class DayHours {
  private final LocalDate date;
  private final List<TimeInterval> intervals;
  private final @Nullable HoursException exception;
  private final boolean clockChange;

  DayHours(
      LocalDate date,
      List<TimeInterval> intervals,
      @Nullable HoursException exception,
      boolean clockChange) {
    this.date = date;
    this.intervals = List.copyOf(intervals);
    this.exception = exception;
    this.clockChange = clockChange;
  }

  /**
   * The day.
   *
   * @return a local date
   */
  public LocalDate date() {
    return date;
  }

  /**
   * When it is open.
   *
   * @return intervals by beginning; none if it is closed
   */
  public List<TimeInterval> intervals() {
    return intervals;
  }

  /**
   * Why the weekly hours do not count.
   *
   * @return the exception of that day, if any
   */
  public Optional<HoursException> exception() {
    return Optional.ofNullable(exception);
  }

  /**
   * Tells whether clocks go forward or back on that day.
   *
   * @return true on two days of the year in most of Europe
   */
  public boolean clockChange() {
    return clockChange;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DayHours day
        && date.equals(day.date)
        && intervals.equals(day.intervals)
        && Objects.equals(exception, day.exception)
        && clockChange == day.clockChange;
  }

  @Override
  public int hashCode() {
    return Objects.hash(date, intervals);
  }

  /** For example {@code 2026-12-24 closed (Christmas)}. */
  @Override
  public String toString() {
    String hours = intervals.isEmpty() ? "closed" : Words.join(", ", intervals);
    String name = exception == null ? "" : " (" + exception.label().orElse(exception.id()) + ")";
    return date + " " + hours + name + (clockChange ? " clocks change" : "");
  }
}
