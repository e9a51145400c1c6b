package inc.phone.ivr;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Days on which the weekly hours do not count: a holiday, a long Friday.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class HoursException extends ConfigPart {
  private final String id;
  private final LocalDate from;
  private final LocalDate to;
  private final boolean closed;
  private final List<TimeInterval> intervals;
  private final @Nullable String label;
  private final @Nullable IvrAction action;

  HoursException(ConfigFields fields) {
    super(fields.node());
    fields.require("id");
    fields.require("from_date");
    this.id = Objects.requireNonNullElse(fields.slug("id"), "");
    LocalDate first = date(fields, "from_date");
    LocalDate last = date(fields, "to_date");
    // Without dates it never applies.
    this.from = first == null ? LocalDate.MAX : first;
    this.to = last == null ? from : last;
    this.closed = fields.bool("closed", false);
    this.intervals = fields.list("intervals", Integer.MAX_VALUE, HoursException::interval);
    this.label = fields.text("label", 0, 128);
    this.action = fields.action("action");
    fields.end();
  }

  private static TimeInterval interval(ConfigFields fields) {
    TimeInterval interval = new TimeInterval(fields);
    fields.end();
    return interval;
  }

  private static @Nullable LocalDate date(ConfigFields fields, String name) {
    String text = fields.text(name, 0, Integer.MAX_VALUE);
    if (text == null) {
      return null;
    }
    try {
      if (text.length() == 10) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeParseException e) {
      // reported below, with the other forms
    }
    fields.problem(Rule.E_FORMAT, name, "expected a date such as 2026-12-24");
    return null;
  }

  boolean covers(LocalDate date) {
    return !date.isBefore(from) && !date.isAfter(to) && !from.equals(LocalDate.MAX);
  }

  boolean overlaps(HoursException other) {
    return covers(other.from) || other.covers(from);
  }

  /** How many days it lasts; the fewer, the more it counts. */
  long length() {
    return ChronoUnit.DAYS.between(from, to);
  }

  /**
   * The stable name.
   *
   * @return the id
   */
  public String id() {
    return id;
  }

  /**
   * The first day.
   *
   * @return a local date; {@link LocalDate#MAX} if it could not be read, and then it never applies
   */
  public LocalDate from() {
    return from;
  }

  /**
   * The last day.
   *
   * @return a local date, itself included; by default the first day
   */
  public LocalDate to() {
    return to;
  }

  /**
   * Tells whether the shop is closed all day.
   *
   * @return false by default; then {@link #intervals()} count
   */
  public boolean closed() {
    return closed;
  }

  /**
   * When the shop is open instead.
   *
   * @return intervals, none if it is closed
   */
  public List<TimeInterval> intervals() {
    return closed ? List.of() : intervals;
  }

  /** The intervals as they are written, even if the day is closed. */
  List<TimeInterval> writtenIntervals() {
    return intervals;
  }

  /**
   * What people call it.
   *
   * @return for example {@code Christmas}
   */
  public Optional<String> label() {
    return Optional.ofNullable(label);
  }

  /**
   * What happens to callers while closed on these days.
   *
   * @return the action; if empty, that of the opening hours
   */
  public Optional<IvrAction> action() {
    return Optional.ofNullable(action);
  }
}
