package inc.phone.ivr;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When callers reach the menu, and what happens otherwise.
 *
 * <p>Times are those of the clock on the wall, from the first minute on until just before the last.
 * So the hour that clocks skip in spring is simply never asked about, and the hour they repeat in
 * autumn is open, or closed, twice. An exception replaces the weekly hours of its days; of several,
 * the one with fewer days counts, then the first. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class OpeningHours extends ConfigPart {
  private static final int MAX_EXCEPTIONS = 366;

  /** Longer than any run of exceptions there can be. */
  private static final int DAYS_TO_SEARCH = 2 * MAX_EXCEPTIONS;

  private final List<WeeklyHours> weekly;
  private final List<HoursException> exceptions;

  /** The intervals of Monday to Sunday, because every call asks. */
  private final List<List<TimeInterval>> week;

  private final IvrAction closed;

  OpeningHours(ConfigFields fields) {
    super(fields.node());
    fields.require("weekly");
    fields.require("closed");
    this.weekly = fields.list("weekly", Integer.MAX_VALUE, WeeklyHours::new);
    this.week = week(weekly);
    this.exceptions = fields.list("exceptions", MAX_EXCEPTIONS, HoursException::new);
    this.closed = Objects.requireNonNullElse(fields.action("closed"), VoicemailAction.DEFAULT);
    fields.end();
  }

  /**
   * The hours of every week.
   *
   * @return rows in the order they were written; a day may have several
   */
  public List<WeeklyHours> weekly() {
    return weekly;
  }

  /**
   * The days on which they do not count.
   *
   * @return at most 366
   */
  public List<HoursException> exceptions() {
    return exceptions;
  }

  /**
   * What happens to callers while closed.
   *
   * @return the action; a voicemail if the configuration says nothing, which is an error
   */
  public IvrAction closed() {
    return closed;
  }

  /**
   * What happens to callers while closed on one day.
   *
   * @param date the local date
   * @return the action of that day's exception, else {@link #closed()}
   */
  public IvrAction closedOn(LocalDate date) {
    HoursException exception = exceptionOn(date);
    return exception == null ? closed : exception.action().orElse(closed);
  }

  /**
   * Tells whether callers reach the menu.
   *
   * @param local date and time on the wall
   * @return true if it is open
   */
  public boolean isOpen(LocalDateTime local) {
    for (TimeInterval interval : intervalsOn(local.toLocalDate())) {
      if (interval.contains(local.toLocalTime())) {
        return true;
      }
    }
    return false;
  }

  /**
   * The hours of some days to come, exceptions included.
   *
   * @param from the first day
   * @param days how many, at most 1,000
   * @param zone where the clock on the wall is
   * @return one entry per day
   * @throws IllegalArgumentException if {@code days} is not 0 to 1,000
   */
  public List<DayHours> preview(LocalDate from, int days, ZoneId zone) {
    if (days < 0 || days > 1_000) {
      throw new IllegalArgumentException("days must be 0 to 1000, was " + days);
    }
    List<DayHours> preview = new ArrayList<>(days);
    for (int i = 0; i < days; i++) {
      LocalDate date = from.plusDays(i);
      preview.add(
          new DayHours(date, intervalsOn(date), exceptionOn(date), clocksChange(date, zone)));
    }
    return List.copyOf(preview);
  }

  /**
   * When callers next reach the menu.
   *
   * @param from the moment from which on to look
   * @param zone where the clock on the wall is
   * @return {@code from} itself if it is open then; empty if nothing opens within two years
   */
  public Optional<Instant> nextOpening(Instant from, ZoneId zone) {
    ZonedDateTime local = from.atZone(zone);
    if (isOpen(local.toLocalDateTime())) {
      return Optional.of(from);
    }
    for (int i = 0; i <= DAYS_TO_SEARCH; i++) {
      LocalDate date = local.toLocalDate().plusDays(i);
      for (TimeInterval interval : intervalsOn(date)) {
        Instant opening =
            date.atStartOfDay().plusMinutes(interval.fromMinute()).atZone(zone).toInstant();
        if (opening.isAfter(from) && isOpen(LocalDateTime.ofInstant(opening, zone))) {
          return Optional.of(opening);
        }
      }
    }
    return Optional.empty();
  }

  private List<TimeInterval> intervalsOn(LocalDate date) {
    HoursException exception = exceptionOn(date);
    return exception == null
        ? week.get(date.getDayOfWeek().getValue() - 1)
        : sorted(exception.intervals());
  }

  private @Nullable HoursException exceptionOn(LocalDate date) {
    HoursException best = null;
    for (HoursException exception : exceptions) {
      if (exception.covers(date) && (best == null || exception.length() < best.length())) {
        best = exception;
      }
    }
    return best;
  }

  private static List<List<TimeInterval>> week(List<WeeklyHours> weekly) {
    return Arrays.stream(DayOfWeek.values())
        .map(
            day ->
                sorted(
                    weekly.stream()
                        .filter(row -> row.days().contains(day))
                        .map(WeeklyHours::interval)
                        .toList()))
        .toList();
  }

  private static List<TimeInterval> sorted(List<TimeInterval> intervals) {
    return intervals.stream()
        .filter(TimeInterval::isReadable)
        .sorted(Comparator.comparingInt(TimeInterval::fromMinute))
        .toList();
  }

  private static boolean clocksChange(LocalDate date, ZoneId zone) {
    ZoneOffsetTransition next =
        zone.getRules().nextTransition(date.atStartOfDay(zone).toInstant().minusNanos(1));
    return next != null
        && next.getInstant().isBefore(date.plusDays(1).atStartOfDay(zone).toInstant());
  }
}
