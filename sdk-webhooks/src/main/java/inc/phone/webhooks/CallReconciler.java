package inc.phone.webhooks;

import inc.phone.model.CallSource;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out after an outage what the webhooks missed, and stores it as if they had come.
 *
 * <ol>
 *   <li>Lists the calls and voicemails since a time, and concludes which events must have happened.
 *   <li>Gives these the ids that their deliveries have. So an event that was delivered already is
 *       known, and one that is delivered later is a duplicate, which takes the place of the
 *       reconciled one: when all deliveries are here, the rows are the same as without any of this.
 *   <li>Sends what is missing the way of a delivery: same queue, same merge, same commit, same
 *       matching. What is known costs one load for up to 64 calls, and no write.
 * </ol>
 *
 * <p>The API does not tell everything: not that a call came outside opening hours, not when a call
 * that nobody answered was over, not which call a voicemail belongs to (see {@link
 * ReconcileReport#unlinkedVoicemails()}), and nothing of the flat format, whose events carry ids of
 * the sender's. That a call was lost is concluded half an hour after it began, when no message can
 * turn up any more.
 *
 * <p>Get one from {@link WebhookReceiver#reconciler}. It has no timer: the host runs it at its
 * start and from time to time. Thread-safe; runs at the same time, here or on other nodes, do no
 * harm.
 *
 * @since 0.1.0
 */
public final class CallReconciler {
  private static final Logger LOG = LoggerFactory.getLogger(CallReconciler.class);

  private final CallSource source;
  private final Supplier<ReconcileRun> runs;
  private final BooleanSupplier enabled;

  CallReconciler(CallSource source, Supplier<ReconcileRun> runs, BooleanSupplier enabled) {
    this.source = source;
    this.runs = runs;
    this.enabled = enabled;
  }

  /**
   * Reconciles on the calling thread. Never more than one event of a run waits in the receiver's
   * queue, so deliveries go on meanwhile. Stops early, and says so in the report, at the first
   * failure of the source, after 8 events in a row that could not be stored, when the thread is
   * interrupted, and beyond 50,000 calls, voicemails or pages.
   *
   * <p>Choose a time well before the outage: a call is found by its beginning, and its transcript
   * may come much later. Looking back further than needed is safe.
   *
   * @param since the time from which on calls and voicemails are listed
   * @return what was found and done; never null
   */
  public ReconcileReport run(Instant since) {
    ReconcileRun run = runs.get();
    RuntimeException failure = null;
    try {
      if (!enabled.getAsBoolean()) {
        throw new IllegalStateException("the integration is switched off");
      }
      run.reconcile(source, since);
    } catch (RuntimeException e) {
      failure = e;
    }
    ReconcileReport report = new ReconcileReport(run.tally(), failure);
    LOG.atInfo().addKeyValue("report", report).log("calls were reconciled");
    return report;
  }
}
