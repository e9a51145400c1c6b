package inc.phone.client.wire;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Runs something later, without a thread that waits for it. */
@FunctionalInterface
public interface Timer {
  /**
   * Runs a task once.
   *
   * @param delay how long from now; zero means at once, on another thread
   * @param task what to run
   * @return takes the task back if it has not started
   */
  Runnable after(Duration delay, Runnable task);

  /**
   * The JDK's own timer, which costs no thread of ours.
   *
   * @param executor where tasks run, so that none of them holds up the JDK's timer thread
   * @return a thread-safe timer
   */
  static Timer system(Executor executor) {
    return (delay, task) -> {
      CompletableFuture<Void> alarm = new CompletableFuture<>();
      CompletableFuture<Void> unused = alarm.thenRunAsync(task, executor);
      alarm.completeOnTimeout(null, delay.toNanos(), TimeUnit.NANOSECONDS);
      return () -> alarm.cancel(false);
    };
  }
}
