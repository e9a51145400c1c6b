package inc.phone.webhooks.spi;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs something later.
 *
 * <p>Called by the receiver from any thread, also from its own tasks. What it is given returns at
 * once: it only hands work to the receiver's executor. Nothing is lost if a task never runs, only
 * late: due deliveries are then found by the next commit on this node or by another node. What it
 * throws is logged and treated as a task that never runs.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Scheduler {
  /**
   * Runs a task after a while.
   *
   * @param task what to run, once
   * @param delay how long to wait, 0 or more
   */
  void schedule(Runnable task, Duration delay);

  /**
   * The timer of the JDK: one daemon thread that all of the JVM shares. Nothing to close.
   *
   * @return the scheduler
   */
  static Scheduler system() {
    return (task, delay) ->
        CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS, Runnable::run)
            .execute(task);
  }
}
