package inc.phone.ivr.testkit;

import inc.phone.ivr.routing.Scheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Time that passes when a test says so: a scheduler and its clock. Thread-safe. */
public final class ManualScheduler implements Scheduler {
  private record Task(Instant due, long order, Runnable work) {}

  private final List<Task> tasks = new ArrayList<>();
  private Instant now;
  private long order;

  /**
   * Starts at a moment.
   *
   * @param now the moment
   */
  public ManualScheduler(Instant now) {
    this.now = now;
  }

  @Override
  public synchronized void schedule(Runnable task, Duration delay) {
    tasks.add(new Task(now.plus(delay), order++, task));
  }

  /**
   * Lets time pass, and runs on this thread what becomes due, in order, each at its moment.
   *
   * @param duration how much
   */
  public void advance(Duration duration) {
    Instant end = now().plus(duration);
    for (Task next = next(end); next != null; next = next(end)) {
      next.work().run();
    }
    set(end);
  }

  private synchronized Task next(Instant end) {
    Task first =
        tasks.stream()
            .min(Comparator.comparing(Task::due).thenComparing(Task::order))
            .filter(task -> !task.due().isAfter(end))
            .orElse(null);
    if (first != null) {
      tasks.remove(first);
      now = first.due();
    }
    return first;
  }

  private synchronized void set(Instant moment) {
    now = moment;
  }

  private synchronized Instant now() {
    return now;
  }

  /**
   * The clock.
   *
   * @return shows the time of this scheduler, UTC
   */
  public Clock clock() {
    return new Clock() {
      @Override
      public Instant instant() {
        return now();
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("UTC only");
      }
    };
  }
}
