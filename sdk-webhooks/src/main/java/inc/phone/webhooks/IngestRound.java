package inc.phone.webhooks;

import inc.phone.webhooks.IngestTicket.Outcome;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.StoredCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One commit for a batch of events: what waits is loaded and merged, then what came meanwhile, then
 * all of it is written. If either cannot be loaded, nothing is.
 *
 * <p>Every ticket of the batch is decided or rides again. Events of one call are merged into one
 * change. If the store refuses that change, its events ride again one by one, so that only the
 * guilty one is refused. If the store is in trouble, nothing is assumed: all are unavailable.
 */
final class IngestRound {
  private static final Logger LOG = LoggerFactory.getLogger(IngestRound.class);

  /** A batch and what became of it. Nobody has been told yet. */
  static final class Decisions {
    private final List<IngestTicket> batch;
    private final List<IngestTicket> again = new ArrayList<>();
    private final List<CallChange> written = new ArrayList<>();
    private final Set<CallKey> calls = new HashSet<>();
    private int grouped;

    Decisions(List<IngestTicket> batch) {
      this.batch = batch;
    }

    /**
     * Groups by call what is new in the batch. What cannot be written together with the rest, like
     * an event of a call that is merged already, rides again.
     */
    private Map<CallKey, List<IngestTicket>> groupNew() {
      Map<CallKey, List<IngestTicket>> byCall = new LinkedHashMap<>();
      for (IngestTicket ticket : batch.subList(grouped, batch.size())) {
        if (calls.add(ticket.key())) {
          byCall.put(ticket.key(), new ArrayList<>(List.of(ticket)));
          continue;
        }
        List<IngestTicket> sameCall = byCall.get(ticket.key());
        if (sameCall == null || ticket.alone || sameCall.get(0).alone) {
          again.add(ticket);
        } else {
          sameCall.add(ticket);
        }
      }
      grouped = batch.size();
      return byCall;
    }

    /** Whatever is not known is not to be relied on. */
    void decideTheRest() {
      for (IngestTicket ticket : batch) {
        if (!ticket.isDecided() && !again.contains(ticket)) {
          ticket.decide(Outcome.UNAVAILABLE);
        }
      }
    }

    /** The tickets that must ride again. */
    List<IngestTicket> again() {
      return again;
    }
  }

  private final GuardedStore store;
  private final CallMerge merge;
  private final int maxRounds;
  private final Consumer<CallChange> written;
  private final Observer observer;

  /**
   * @param written told of every change that was written, once its senders are; must not block
   */
  IngestRound(
      GuardedStore store,
      CallMerge merge,
      int maxRounds,
      Consumer<CallChange> written,
      Observer observer) {
    this.store = store;
    this.merge = merge;
    this.maxRounds = maxRounds;
    this.written = written;
    this.observer = observer;
  }

  /**
   * Decides a batch.
   *
   * @param takeMore adds to the batch what came since it was taken
   */
  void run(Decisions decisions, Runnable takeMore) {
    try {
      List<CallMerge.Merged> merged = new ArrayList<>();
      merge(decisions.groupNew(), merged);
      takeMore.run();
      merge(decisions.groupNew(), merged);
      commit(merged, decisions);
    } catch (RuntimeException | Error e) {
      // Whatever the store threw: the outcome is not known, so the sender has to find out.
      LOG.atWarn()
          .addKeyValue("failure", Failure.of(e))
          .log("calls could not be stored; their senders are asked to retry");
      LOG.debug("calls could not be stored", e);
      decisions.decideTheRest();
    }
  }

  /** Tells the senders whose events are decided. Cannot fail. */
  void tellSenders(Decisions decisions) {
    for (IngestTicket ticket : decisions.batch) {
      if (ticket.isDecided()) {
        ticket.answer();
      }
    }
  }

  /** Tells whoever else wants to know, once the senders do. */
  void tellOthers(Decisions decisions) {
    decisions.written.forEach(this::tellWritten);
  }

  private void tellWritten(CallChange change) {
    try {
      written.accept(change);
    } catch (RuntimeException | Error e) {
      LOG.atWarn()
          .addKeyValue("failure", Failure.of(e))
          .log("what follows a commit could not be started; a sweep will find it");
      LOG.debug("what follows a commit could not be started", e);
    }
  }

  private void merge(Map<CallKey, List<IngestTicket>> byCall, List<CallMerge.Merged> merged) {
    if (byCall.isEmpty()) {
      return;
    }
    List<CallKey> keys = List.copyOf(byCall.keySet());
    List<StoredCall> stored = store.load(keys);
    for (int i = 0; i < keys.size(); i++) {
      if (!stored.get(i).key().equals(keys.get(i))) {
        throw new IllegalStateException("the store did not answer in the order of the keys");
      }
      List<IngestTicket> tickets = byCall.getOrDefault(keys.get(i), List.of());
      try {
        merged.add(merge.merge(stored.get(i), tickets));
      } catch (RuntimeException e) {
        // Written by another version, or damaged: other nodes may be able to go on, we are not. The
        // other calls of the batch have nothing to do with it.
        LOG.atError()
            .addKeyValue("call", keys.get(i))
            .addKeyValue("failure", Failure.of(e))
            .log("what is stored of this call cannot be read, maybe another version wrote it");
        LOG.debug("what is stored of a call cannot be read", e);
        tickets.forEach(ticket -> ticket.decide(Outcome.UNAVAILABLE));
      }
    }
  }

  private void commit(List<CallMerge.Merged> merged, Decisions decisions) {
    List<CallMerge.Merged> changed = new ArrayList<>(merged.size());
    List<CallMerge.Merged> unchanged = new ArrayList<>();
    for (CallMerge.Merged call : merged) {
      if (call.isTooLarge()) {
        refuse(call, decisions.again);
      } else if (call.isUnchanged()) {
        unchanged.add(call);
      } else {
        changed.add(call);
      }
    }
    decideUnchanged(unchanged);
    if (changed.isEmpty()) {
      return;
    }
    List<CallChange> changes = changed.stream().map(CallMerge.Merged::change).toList();
    long start = observer.now();
    List<GuardedStore.Result> results = store.commit(changes);
    tell(changed, results, observer.since(start));
    for (int i = 0; i < changed.size(); i++) {
      CallMerge.Merged call = changed.get(i);
      switch (results.get(i)) {
        case WRITTEN -> {
          call.decideAll(observer);
          decisions.written.add(call.change());
        }
        case STALE -> rideAgain(call, decisions.again);
        case REFUSED -> refuse(call, decisions.again);
        case ERASED -> call.decideErased(observer);
      }
    }
  }

  /** What is stored already is durable; a node may have stored it and not lived to erase it. */
  private void decideUnchanged(List<CallMerge.Merged> unchanged) {
    Set<CallKey> erased =
        store.erased(unchanged.stream().map(call -> call.change().call()).toList());
    for (CallMerge.Merged call : unchanged) {
      if (erased.contains(call.change().key())) {
        call.decideErased(observer);
      } else {
        call.decideAll(observer);
      }
    }
  }

  private void tell(
      List<CallMerge.Merged> changed, List<GuardedStore.Result> results, Duration took) {
    int events = 0;
    int written = 0;
    int lost = 0;
    for (int i = 0; i < changed.size(); i++) {
      if (results.get(i) == GuardedStore.Result.WRITTEN) {
        written++;
        events += changed.get(i).tickets().size();
      } else if (results.get(i) == GuardedStore.Result.STALE) {
        lost++;
      }
    }
    if (written > 0) {
      int calls = written;
      int together = events;
      observer.tell(telemetry -> telemetry.committed(together, calls, took));
    }
    if (lost > 0) {
      int races = lost;
      observer.tell(telemetry -> telemetry.lostRaces(races));
    }
  }

  private void rideAgain(CallMerge.Merged call, List<IngestTicket> again) {
    for (IngestTicket ticket : call.tickets()) {
      if (++ticket.rounds < maxRounds) {
        again.add(ticket);
      } else {
        ticket.decide(Outcome.UNAVAILABLE);
      }
    }
  }

  private static void refuse(CallMerge.Merged call, List<IngestTicket> again) {
    if (call.tickets().size() == 1) {
      call.tickets().get(0).decide(Outcome.REFUSED);
      return;
    }
    for (IngestTicket ticket : call.tickets()) {
      ticket.alone = true;
      again.add(ticket);
    }
  }
}
