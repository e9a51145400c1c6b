package inc.phone.examples.simulator.delivery;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A timer with one daemon thread. After closing, tasks are dropped. */
public final class ThreadTimer implements Timer, AutoCloseable {
  private final ScheduledThreadPoolExecutor executor;

  /** Starts the thread when it is first needed. */
  public ThreadTimer() {
    executor = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("phoneinc-simulator-timer"));
    executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
  }

  @Override
  public void schedule(Duration delay, Runnable task) {
    ScheduledFuture<?> unused = executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
