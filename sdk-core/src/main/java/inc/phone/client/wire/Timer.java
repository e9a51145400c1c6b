package inc.phone.client.wire;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs something later, without a thread that waits for it. */
@FunctionalInterface
public interface Timer {
  /**
   * Runs a task once.
   *
   * @param delay how long from now
   * @param task what to run; short and never blocking, since others share its thread
   * @return takes the task back if it has not started
   */
  Runnable after(Duration delay, Runnable task);

  /**
   * The JDK's own timer, which costs no thread of ours.
   *
   * @return a thread-safe timer
   */
  static Timer system() {
    return (delay, task) -> {
      CompletableFuture<Void> alarm = new CompletableFuture<>();
      Futures.onEnd(
          alarm,
          (rung, cancelled) -> {
            if (cancelled == null) {
              task.run();
            }
          });
      alarm.completeOnTimeout(null, delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> alarm.cancel(false);
    };
  }
}
