package inc.phone.ivr.routing;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs something later: deadlines and repairs.
 *
 * <p>Called by {@link InboundCallRouter} on any thread. The tasks only hand work to the router's
 * executor and complete answers, so one thread is enough; whatever completes an answer's {@code
 * CompletableFuture} synchronously runs there too. If it throws, the deadline counts as over.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Scheduler {
  /**
   * Runs a task after a while.
   *
   * @param task what to run, once; never throws
   * @param delay how long to wait, 0 or more
   */
  void schedule(Runnable task, Duration delay);

  /**
   * The scheduler of the JDK.
   *
   * @param executor an executor of the host's; not closed by anybody here
   * @return a scheduler on its threads
   */
  static Scheduler of(ScheduledExecutorService executor) {
    return (task, delay) -> {
      Future<?> unused = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    };
  }
}
