package inc.phone.webhooks;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.DataCare;
import inc.phone.webhooks.spi.Page;
import inc.phone.webhooks.spi.Pruning;
import inc.phone.webhooks.spi.Quarantine;
import inc.phone.webhooks.spi.QuarantineEntry;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.spi.StoredEventKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what is old, page by page. A call that somebody writes meanwhile is left for the next
 * time, and so is one that cannot be read.
 */
final class Pruner {
  private static final Logger LOG = LoggerFactory.getLogger(Pruner.class);
  private static final int PAGE = 200;

  private final String source;
  private final GuardedStore store;
  private final DataCare care;
  private final Quarantine quarantine;

  Pruner(String source, GuardedStore store, DataCare care, Quarantine quarantine) {
    this.source = source;
    this.store = store;
    this.care = care;
    this.quarantine = quarantine;
  }

  Pruned prune(Retention retention, Instant now, int limit) {
    int events = pruneEvents(now.minus(retention.events()), limit);
    Duration keepCalls = retention.calls();
    int calls = keepCalls == null ? 0 : pruneCalls(now.minus(keepCalls), limit);
    Duration keepBodies = retention.quarantine();
    int bodies = keepBodies == null ? 0 : pruneQuarantine(now.minus(keepBodies), limit);
    boolean more = events == limit || calls == limit || bodies == limit;
    return new Pruned(events, calls, bodies, more);
  }

  private int pruneEvents(Instant before, int limit) {
    int pruned = 0;
    String cursor = null;
    do {
      int size = Math.min(PAGE, limit - pruned);
      Page<StoredEventKey> page = care.eventsReceivedBefore(source, before, size, cursor);
      Map<CallKey, Set<String>> byCall = new LinkedHashMap<>();
      for (StoredEventKey event : page.items()) {
        byCall.computeIfAbsent(event.key(), key -> new LinkedHashSet<>()).add(event.eventId());
      }
      pruned += pruneEvents(byCall);
      cursor = page.nextCursor();
    } while (cursor != null && pruned < limit);
    return pruned;
  }

  private int pruneEvents(Map<CallKey, Set<String>> byCall) {
    // Under such a key nothing ever is but its one event, so nothing is left to remember.
    List<CallKey> places = byCall.keySet().stream().filter(key -> !key.isCall()).toList();
    if (!places.isEmpty()) {
      care.forget(places);
    }
    List<CallKey> calls = byCall.keySet().stream().filter(CallKey::isCall).toList();
    return places.size()
        + prune(calls, stored -> withoutEvents(stored, byCall.getOrDefault(stored.key(), Set.of())))
            .stream()
            .mapToInt(pruning -> pruning.eventIds().size())
            .sum();
  }

  private static @Nullable Pruning withoutEvents(StoredCall stored, Set<String> eventIds) {
    CallProjection projection = CallProjection.decode(stored.state());
    projection.forget(eventIds);
    CallRecord call = CallRecord.of(stored.key(), projection);
    byte[] state = stored.isEmpty() ? stored.state() : projection.encode();
    return new Pruning(new CallChange(stored.version(), state, call, List.of()), eventIds);
  }

  private int pruneCalls(Instant before, int limit) {
    int pruned = 0;
    String cursor = null;
    do {
      Page<CallKey> page = care.callsBefore(source, before, Math.min(PAGE, limit - pruned), cursor);
      pruned += prune(page.items(), Pruner::emptied).size();
      cursor = page.nextCursor();
    } while (cursor != null && pruned < limit);
    return pruned;
  }

  /**
   * The key and version stay: a version that was forgotten could come back, and a change of long
   * ago would then overwrite what somebody else wrote.
   */
  private static @Nullable Pruning emptied(StoredCall stored) {
    if (CallProjection.decode(stored.state()).remembersEvents()) {
      return null;
    }
    CallRecord nothing = CallRecord.of(stored.key(), new CallProjection());
    return new Pruning(new CallChange(stored.version(), new byte[0], nothing, List.of()), Set.of());
  }

  /** What is to become of a call, or null if it stays as it is. */
  @FunctionalInterface
  private interface Step {
    @Nullable Pruning of(StoredCall stored);
  }

  /** Prunes these calls and returns those that were. */
  private List<Pruning> prune(List<CallKey> keys, Step step) {
    List<Pruning> prunings = new ArrayList<>();
    List<CallRecord> calls = new ArrayList<>();
    for (StoredCall stored : keys.isEmpty() ? List.<StoredCall>of() : store.load(keys)) {
      try {
        Pruning pruning = stored.version() == 0 ? null : step.of(stored);
        if (pruning != null) {
          prunings.add(pruning);
          calls.add(stored.toRecord());
        }
      } catch (RuntimeException e) {
        LOG.atWarn()
            .addKeyValue("call", stored.key())
            .addKeyValue("failure", Failure.of(e))
            .log("what is stored of this call cannot be read, so it is not pruned");
      }
    }
    Set<CallKey> erased = store.erased(calls); // what a node that crashed could not remove
    prunings.removeIf(pruning -> erased.contains(pruning.change().key()));
    if (prunings.isEmpty()) {
      return List.of();
    }
    List<CommitResult> results = care.prune(prunings);
    List<Pruning> written = new ArrayList<>();
    for (int i = 0; i < prunings.size(); i++) {
      if (results.get(i) == CommitResult.WRITTEN) {
        written.add(prunings.get(i));
      }
    }
    return written;
  }

  private int pruneQuarantine(Instant before, int limit) {
    int pruned = 0;
    // A place in the list, not an entry: everything behind it was received before.
    QuarantineEntry place = new QuarantineEntry("", before, "", 0);
    List<QuarantineEntry> page;
    do {
      page = quarantine.list(source, place, Math.min(PAGE, limit - pruned));
      for (QuarantineEntry entry : page) {
        quarantine.remove(source, entry.sha256());
        place = Objects.requireNonNull(entry);
        pruned++;
      }
    } while (!page.isEmpty() && pruned < limit);
    return pruned;
  }
}
