package inc.phone.webhooks;

import inc.phone.webhooks.spi.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rings at times that come up. Times close to each other ring once, and no more than a bound are
 * remembered: the sweep finds what is due beyond it. Thread-safe.
 */
final class Alarm {
  private static final Logger LOG = LoggerFactory.getLogger(Alarm.class);

  private static final int MAX_TIMES = 1_000;
  private static final long GRAIN_MILLIS = 10;

  private final Scheduler scheduler;
  private final Clock clock;
  private final Runnable ring;

  private final ReentrantLock lock = new ReentrantLock();
  private final TreeSet<Instant> times = new TreeSet<>(); // guarded by lock
  private @Nullable Instant armed; // guarded by lock

  Alarm(Scheduler scheduler, Clock clock, Runnable ring) {
    this.scheduler = scheduler;
    this.clock = clock;
    this.ring = ring;
  }

  /** Rings at this time, up to 10 ms later. */
  void at(Instant time) {
    long millis = Math.floorDiv(time.toEpochMilli(), GRAIN_MILLIS) + 1;
    lock.lock();
    try {
      if (times.size() < MAX_TIMES) {
        times.add(Instant.ofEpochMilli(millis * GRAIN_MILLIS));
      }
    } finally {
      lock.unlock();
    }
    arm();
  }

  private void arm() {
    Instant next;
    lock.lock();
    try {
      if (times.isEmpty() || (armed != null && !times.first().isBefore(armed))) {
        return;
      }
      next = times.first();
      armed = next;
    } finally {
      lock.unlock();
    }
    Duration delay = Duration.between(clock.instant(), next);
    if (!schedule(() -> ring(next), delay.isNegative() ? Duration.ZERO : delay)) {
      disarm(next); // or no later time would ever ring
    }
  }

  private void disarm(Instant time) {
    lock.lock();
    try {
      if (time.equals(armed)) {
        armed = null;
      }
    } finally {
      lock.unlock();
    }
  }

  private void ring(Instant time) {
    lock.lock();
    try {
      times.headSet(time, true).clear();
    } finally {
      lock.unlock();
    }
    disarm(time);
    ring.run();
    arm();
  }

  /** Runs something after a while; false if the host's scheduler does not take it. */
  boolean schedule(Runnable task, Duration delay) {
    try {
      scheduler.schedule(task, delay);
      return true;
    } catch (RuntimeException | Error e) {
      LOG.atWarn()
          .addKeyValue("failure", Failure.of(e))
          .log("the scheduler takes no work; deliveries wait for the next commit");
      return false;
    }
  }
}
