package inc.phone.examples.shop;

import inc.phone.settings.SettingsSource;
import inc.phone.webhooks.CallSweeper;
import inc.phone.webhooks.WebhookReceiver;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that looks customers and branches up, and more of them if listeners post to a webhook,
 * which may hang. It also sweeps up what an earlier run, or trouble with the database, left
 * pending.
 */
final class Matching implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Matching.class);
  private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);
  private static final Duration BETWEEN_ENDS = Duration.ofHours(1);
  private static final Duration SILENCE = Duration.ofHours(4);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int RECEIVERS = 3;

  private final ScheduledThreadPoolExecutor threads;

  Matching(NotifyConfig notifying) {
    int listeners = notifying.isOn() ? RECEIVERS * Notifier.LANES : 0;
    this.threads =
        new ScheduledThreadPoolExecutor(
            1 + listeners, task -> new Thread(task, "customer-matching"));
  }

  Executor executor() {
    return threads;
  }

  /** Catches up, while the integration is on. */
  void sweep(SettingsSource settings, WebhookReceiver receiver) {
    every(BETWEEN_SWEEPS, () -> ifOn(settings, receiver.matcher()::matchPending));
    every(BETWEEN_SWEEPS, () -> ifOn(settings, receiver.branches()::resolvePending));
  }

  private static void ifOn(SettingsSource settings, Runnable work) {
    if (settings.load().enabled()) {
      work.run();
    }
  }

  /** Ends calls whose end was never told. */
  void endSilent(CallSweeper sweeper) {
    every(BETWEEN_ENDS, () -> sweeper.endSilent(SILENCE));
  }

  private void every(Duration time, Runnable work) {
    Future<?> unused = // contained contains what goes wrong
        threads.scheduleWithFixedDelay(
            () -> contained(work), 0, time.toSeconds(), TimeUnit.SECONDS);
  }

  private static void contained(Runnable work) {
    try {
      work.run();
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("calls could not be caught up on; trying again later");
    }
  }

  /** Lets the lookup under way finish; the rest stays pending until the next start. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
