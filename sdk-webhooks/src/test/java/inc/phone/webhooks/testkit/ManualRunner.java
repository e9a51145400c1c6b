package inc.phone.webhooks.testkit;

import inc.phone.webhooks.spi.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Executor;

/**
 * An executor and a scheduler on the thread of the test: nothing runs until it is told to, and time
 * is what the clock says. Not thread-safe.
 */
public final class ManualRunner implements Executor, Scheduler {
  private record Timer(Instant at, long number, Runnable task) {
    static final Comparator<Timer> ORDER =
        Comparator.comparing(Timer::at).thenComparingLong(Timer::number);
  }

  private final SettableClock clock;
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final PriorityQueue<Timer> timers = new PriorityQueue<>(Timer.ORDER);
  private long numbers;

  /**
   * Makes a runner.
   *
   * @param clock its time, which {@link #advance} moves
   */
  public ManualRunner(SettableClock clock) {
    this.clock = clock;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
  }

  @Override
  public void schedule(Runnable task, Duration delay) {
    timers.add(new Timer(clock.instant().plus(delay), numbers++, task));
  }

  /** Runs the task that waits longest, if there is one. */
  public void runOne() {
    Runnable task = tasks.poll();
    if (task != null) {
      task.run();
    }
  }

  /** Runs tasks, and those that they submit, until there is none. No timer fires. */
  public void run() {
    while (!tasks.isEmpty()) {
      runOne();
    }
  }

  /** Runs everything that is due now, timers included. */
  public void settle() {
    advance(Duration.ZERO);
  }

  /**
   * Moves the clock from timer to timer, running everything that comes up.
   *
   * @param duration how far
   */
  public void advance(Duration duration) {
    Instant end = clock.instant().plus(duration);
    run();
    for (Timer next = timers.peek(); next != null && !next.at().isAfter(end); ) {
      timers.remove(next);
      if (next.at().isAfter(clock.instant())) {
        clock.set(next.at());
      }
      next.task().run();
      run();
      next = timers.peek();
    }
    if (end.isAfter(clock.instant())) {
      clock.set(end);
    }
  }

  /** Forgets everything, as a process that is killed does. */
  public void crash() {
    tasks.clear();
    timers.clear();
  }

  /**
   * How many tasks wait.
   *
   * @return the number, timers not counted
   */
  public int waiting() {
    return tasks.size();
  }
}
