package inc.phone.webhooks;

import inc.phone.webhooks.IngestRound.Decisions;
import inc.phone.webhooks.IngestTicket.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Lets events that arrive together share one commit and what leads to it: group commit, without a
 * timer and without a thread of its own.
 *
 * <p>The thread that finds nobody leading leads: it takes what is queued, up to a batch, runs a
 * round, and tells the senders; so it goes on until its own event is decided. Then it hands the
 * lead to a thread that still waits. Senders are told before the next round takes its events, and a
 * round takes once more while it works, so that who comes back at once is in the very next batch:
 * fewer, larger batches are all that sharing saves. With one sender alone every batch is one event
 * and nobody ever waits for company. Events that lost a race ride in the next round, so one
 * contended event delays no other; a whole batch of them does.
 *
 * <p>Bounded: when the queue is full an event is turned away at once, which the sender sees as 503.
 * An interrupted thread stops waiting; its event may still be written, which is why it is told 503
 * and recognised as a repeat when it comes again. Thread-safe.
 */
final class IngestQueue {
  /** Events of one round; more would only make the first of them wait longer. */
  static final int MAX_BATCH = 64;

  private final Queue<IngestTicket> queue = new ConcurrentLinkedQueue<>();
  private final Semaphore room;
  private final IngestRound round;
  private final Runnable taken;
  private final AtomicBoolean led = new AtomicBoolean();

  /** Events that lost a race or must go alone; touched by the leader only. */
  private List<IngestTicket> riding = List.of();

  /** Whose round is under way. */
  private volatile @Nullable Thread leader;

  /**
   * @param room one permit per event that may still be queued, here or in another queue
   * @param taken told when a round has taken events
   */
  IngestQueue(Semaphore room, IngestRound round, Runnable taken) {
    this.room = room;
    this.round = round;
    this.taken = taken;
  }

  Outcome submit(IngestTicket ticket) {
    if (!room.tryAcquire()) {
      return Outcome.UNAVAILABLE;
    }
    queue.add(ticket);
    if (led.compareAndSet(false, true)) {
      lead(ticket);
    }
    return ticket.await(() -> takeOver(ticket));
  }

  boolean isLedByThisThread() {
    return Thread.currentThread().equals(leader);
  }

  /** Stores an event in a round of its own, past all that wait. */
  Outcome store(IngestTicket ticket) {
    List<IngestTicket> open = List.of(ticket);
    while (!open.isEmpty()) {
      Decisions decisions = new Decisions(open);
      decide(decisions, () -> {});
      round.tellSenders(decisions);
      tellOthers(decisions);
      open = decisions.again();
    }
    return ticket.await(() -> {});
  }

  /**
   * Leads, once threads that can run have had the chance to: a sender that was told a moment ago
   * may be back with its next event. Nothing depends on that but the size of batches.
   */
  @SuppressWarnings("ThreadPriorityCheck")
  private void takeOver(IngestTicket own) {
    Thread.yield();
    lead(own);
  }

  private void lead(IngestTicket own) {
    // Others' events depend on this thread now: an interrupt must wait until it leads no more.
    boolean interrupted = Thread.interrupted();
    leader = Thread.currentThread();
    try {
      interrupted |= runRounds(own);
    } finally {
      if (isLedByThisThread()) {
        // An error is on its way out and must not take the lead with it: the next sender leads.
        own.leave();
        leader = null;
        led.set(false);
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Leads until the lead is given away; true if there was an interrupt meanwhile. */
  private boolean runRounds(IngestTicket own) {
    boolean interrupted = false;
    boolean leading = true;
    while (leading) {
      // All that a round needs is made before it takes events, which nobody else would answer.
      List<IngestTicket> batch = new ArrayList<>(MAX_BATCH);
      batch.addAll(riding);
      Decisions decisions = new Decisions(batch);
      Runnable takeMore = () -> takeMore(batch);
      take(batch);
      if (!batch.isEmpty()) {
        decide(decisions, takeMore);
      }
      riding = decisions.again();
      round.tellSenders(decisions);
      leading = !own.isDecided() || !giveAway();
      tellOthers(decisions);
      interrupted |= Thread.interrupted();
    }
    return interrupted;
  }

  private void take(List<IngestTicket> batch) {
    while (batch.size() < MAX_BATCH) {
      IngestTicket next = queue.poll();
      if (next == null) {
        return;
      }
      room.release();
      batch.add(next);
    }
  }

  private void takeMore(List<IngestTicket> batch) {
    int before = batch.size();
    take(batch);
    if (batch.size() > before) {
      taken.run();
    }
  }

  private void decide(Decisions decisions, Runnable takeMore) {
    try {
      taken.run();
      round.run(decisions, takeMore);
    } catch (RuntimeException | Error e) {
      // Not even the failure could be reported (no memory, no logging). Whoever leads must go on,
      // or everybody would wait for ever; the senders' retries will show the failure again.
      decisions.decideTheRest();
    }
  }

  private void tellOthers(Decisions decisions) {
    try {
      round.tellOthers(decisions);
    } catch (RuntimeException | Error e) {
      // The same; the senders know.
    }
  }

  /** Gives the lead to a thread that waits, or up; false if somebody has to go on who cannot. */
  private boolean giveAway() {
    leader = null;
    boolean given = (riding.isEmpty() && queue.isEmpty()) ? stepDown() : handOver();
    if (!given) {
      leader = Thread.currentThread();
    }
    return given;
  }

  private boolean handOver() {
    for (IngestTicket waiting : riding) {
      if (waiting.promote()) {
        return true;
      }
    }
    for (IngestTicket waiting : queue) {
      if (waiting.promote()) {
        return true;
      }
    }
    return false; // all of them were interrupted and left; somebody has to finish their events
  }

  /** Gives up the lead; false if an event came in meanwhile and nobody else took over. */
  private boolean stepDown() {
    led.set(false);
    return queue.isEmpty() || !led.compareAndSet(false, true);
  }
}
