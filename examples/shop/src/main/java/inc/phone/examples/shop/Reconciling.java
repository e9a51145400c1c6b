package inc.phone.examples.shop;

import inc.phone.settings.SettingsSource;
import inc.phone.webhooks.CallReconciler;
import inc.phone.webhooks.ReconcileReport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the API from time to time what the webhooks missed. The first run looks back a week, each
 * other one to a day before the last that was complete: transcripts take their time.
 */
final class Reconciling implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reconciling.class);
  private static final Duration FIRST_LOOK_BACK = Duration.ofDays(7);
  private static final Duration LOOK_BACK = Duration.ofDays(1);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final SettingsSource settings;
  private final CallReconciler reconciler;
  private final Clock clock;
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "reconciling"));
  private Instant since; // touched by the thread only, once it runs

  Reconciling(SettingsSource settings, CallReconciler reconciler, Clock clock) {
    this.settings = settings;
    this.reconciler = reconciler;
    this.clock = clock;
    this.since = clock.instant().minus(FIRST_LOOK_BACK);
  }

  /** Runs now and again and again, while the integration is on. */
  void start(Duration between) {
    Future<?> unused =
        thread.scheduleWithFixedDelay(this::runOnce, 0, between.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void runOnce() {
    if (!settings.load().enabled()) {
      return;
    }
    Instant began = clock.instant();
    ReconcileReport report = run(since);
    if (report.isComplete()) {
      since = began.minus(LOOK_BACK);
    }
  }

  /** Runs once on the calling thread. */
  ReconcileReport run(Instant from) {
    ReconcileReport report = reconciler.run(from);
    report
        .failure()
        .ifPresent(e -> LOG.atWarn().setCause(e).log("not all calls could be reconciled"));
    return report;
  }

  /** Ends a run under way; the next start goes on with what it left. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      boolean unused = thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
