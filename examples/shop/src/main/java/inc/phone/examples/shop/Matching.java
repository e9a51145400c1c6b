package inc.phone.examples.shop;

import inc.phone.webhooks.CustomerMatcher;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that looks customers up. It also sweeps up what an earlier run, or trouble with the
 * database, left pending.
 */
final class Matching implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Matching.class);
  private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "customer-matching"));

  Executor executor() {
    return thread;
  }

  void sweep(CustomerMatcher matcher) {
    Future<?> unused = // sweepOnce contains what goes wrong
        thread.scheduleWithFixedDelay(
            () -> sweepOnce(matcher), 0, BETWEEN_SWEEPS.toSeconds(), TimeUnit.SECONDS);
  }

  private static void sweepOnce(CustomerMatcher matcher) {
    try {
      matcher.matchPending();
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("pending calls could not be matched; trying again later");
    }
  }

  /** Lets the lookup under way finish; the rest stays pending until the next start. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
