package inc.phone.webhooks;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How long data is kept. Never less than 14 days, because senders repeat deliveries for days, and
 * what is forgotten is counted again.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Retention {
  /** The shortest time that anything is kept: 14 days. */
  public static final Duration MINIMUM = Duration.ofDays(14);

  private final Duration events;
  private final @Nullable Duration calls;
  private final @Nullable Duration quarantine;

  private Retention(Duration events, @Nullable Duration calls, @Nullable Duration quarantine) {
    this.events = events;
    this.calls = calls;
    this.quarantine = quarantine;
  }

  /**
   * How long raw events and the ids that recognise a repeat are kept, from their receipt. Calls,
   * voicemails and quarantine are kept for ever, unless the other options say otherwise.
   *
   * @param value 14 days or more
   * @return the retention
   * @throws IllegalArgumentException if it is less
   */
  public static Retention ofEvents(Duration value) {
    return new Retention(atLeast("events", MINIMUM, value), null, null);
  }

  /**
   * How long calls are kept, with their voicemails, from {@code sortedAt}. Default: for ever. A
   * call of which an event is still kept is kept, too.
   *
   * @param value as long as events or longer
   * @return a changed copy
   * @throws IllegalArgumentException if it is shorter
   */
  public Retention calls(Duration value) {
    return new Retention(events, atLeast("calls", events, value), quarantine);
  }

  /**
   * How long bodies in quarantine are kept, from their receipt. Default: for ever. What is removed
   * was acknowledged and never became an event.
   *
   * @param value 14 days or more
   * @return a changed copy
   * @throws IllegalArgumentException if it is less
   */
  public Retention quarantine(Duration value) {
    return new Retention(events, calls, atLeast("quarantine", MINIMUM, value));
  }

  Duration events() {
    return events;
  }

  @Nullable Duration calls() {
    return calls;
  }

  @Nullable Duration quarantine() {
    return quarantine;
  }

  private static Duration atLeast(String option, Duration minimum, Duration value) {
    if (Objects.requireNonNull(value, option).compareTo(minimum) < 0) {
      throw new IllegalArgumentException(
          "retention of " + option + " must be at least " + minimum + ", was " + value);
    }
    return value;
  }

  @Override
  public String toString() {
    return "Retention[events=" + events + ", calls=" + calls + ", quarantine=" + quarantine + "]";
  }
}
