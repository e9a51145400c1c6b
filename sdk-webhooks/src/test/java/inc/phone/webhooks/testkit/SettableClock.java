package inc.phone.webhooks.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until it is moved. Thread-safe; always UTC. */
public final class SettableClock extends Clock {
  private final AtomicReference<Instant> now;

  /**
   * Makes a clock.
   *
   * @param now where it stands
   */
  public SettableClock(Instant now) {
    this.now = new AtomicReference<>(now);
  }

  /**
   * Sets the clock.
   *
   * @param instant where it stands from now on
   */
  public void set(Instant instant) {
    now.set(instant);
  }

  /**
   * Moves the clock.
   *
   * @param duration how far, backwards if negative
   */
  public void advance(Duration duration) {
    now.updateAndGet(instant -> instant.plus(duration));
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
