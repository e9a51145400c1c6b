package inc.phone.webhooks;

import inc.phone.number.NumberNormalizer;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.DataCare;
import inc.phone.webhooks.spi.DataSubject;
import inc.phone.webhooks.spi.Quarantine;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Prunes what is old, erases and exports what is somebody's.
 *
 * <p>Everything runs on the caller's thread, page by page in bounded memory, beside receivers on
 * any number of nodes. Whatever was interrupted, by an exception or the end of the process, is
 * simply called again. Get one from {@link WebhookReceiver#dataCare()}; it cares for the source of
 * that receiver. Thread-safe.
 *
 * @since 0.1.0
 */
public final class DataCaretaker {
  private final String source;
  private final Clock clock;
  private final Pruner pruner;
  private final @Nullable Eraser eraser;
  private final CallExport export;

  DataCaretaker(
      String source,
      CallStore store,
      DataCare care,
      Quarantine quarantine,
      @Nullable Erasures erasures,
      NumberNormalizer normalizer,
      Clock clock) {
    this.source = source;
    this.clock = clock;
    GuardedStore guarded = new GuardedStore(store, erasures);
    this.pruner = new Pruner(source, guarded, care, quarantine);
    this.eraser =
        erasures == null ? null : new Eraser(source, store, care, quarantine, erasures, normalizer);
    this.export = new CallExport(source, store, care);
  }

  /**
   * Removes a limited number of what is older than its retention, the oldest first. What events
   * said of their calls stays; only the raw events and the ids that recognise repeats go. Events
   * that listeners still wait for stay, and so does what another version of the SDK wrote.
   *
   * @param retention how long data is kept
   * @param limit how many events, calls and bodies at most, each, from 1
   * @return what was removed; call again while there is more
   * @throws IllegalArgumentException if the limit is less than 1
   * @throws inc.phone.webhooks.spi.OutcomeUnknownException if the store is in trouble
   */
  public Pruned prune(Retention retention, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be at least 1, was " + limit);
    }
    return pruner.prune(retention, now(), limit);
  }

  /**
   * Erases all calls of a number or a customer that are there: rows, voicemails, raw events,
   * deliveries, and what mentions them in quarantine and in events about no call. What stays is a
   * keyed hash of the call id, of the number or customer, and of a quarantined body, so that
   * nothing of it comes back: not by a retry, nor by reconciling, nor by a late event. Their later
   * calls are calls like others.
   *
   * <p>An erasure by customer does not know numbers; erase the customer's numbers as well, so that
   * calls go that were never matched. If it fails, call it again.
   *
   * @param subject whose data
   * @return what was removed
   * @throws IllegalStateException if the receiver was built without {@code erasureSecret}
   * @throws inc.phone.webhooks.spi.OutcomeUnknownException if the store is in trouble
   */
  public Erased erase(DataSubject subject) {
    if (eraser == null) {
      throw new IllegalStateException("erase needs erasureSecret(...)");
    }
    return eraser.erase(subject, now());
  }

  /**
   * Writes the calls of a number or a customer as one JSON object in UTF-8: {@code {"calls":[…]}},
   * each with its voicemails and its raw events, by call id.
   *
   * @param subject whose data
   * @param out where to, flushed and not closed
   * @return how many calls were written
   * @throws IOException if the stream throws it
   * @throws IllegalArgumentException if another version of the SDK wrote one of the calls
   * @throws inc.phone.webhooks.spi.OutcomeUnknownException if the store is in trouble
   */
  public int export(DataSubject subject, OutputStream out) throws IOException {
    return export.write(subject, out);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  @Override
  public String toString() {
    return "DataCaretaker[" + source + "]";
  }
}
