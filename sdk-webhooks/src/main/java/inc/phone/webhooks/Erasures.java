package inc.phone.webhooks;

import inc.phone.number.E164;
import inc.phone.number.NumberNormalizer;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.VoicemailRecord;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.DataCare;
import inc.phone.webhooks.spi.DataSubject;
import inc.phone.webhooks.spi.OutcomeUnknownException;
import inc.phone.webhooks.spi.QuarantinedBody;
import inc.phone.webhooks.spi.StoredCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows who was erased, and removes what comes in of them all the same.
 *
 * <p>An erasure writes its marks first and removes rows afterwards; whoever writes a call looks for
 * marks before and after ({@link GuardedStore}). So of the two, at least one sees the other, in any
 * interleaving and on any number of nodes: either the erasure finds the call, or the writer finds
 * the mark. Thread-safe.
 */
final class Erasures {
  /** Marks of calls and bodies hold for ever and have no use for a time. */
  private static final Instant ALWAYS = Instant.EPOCH;

  private static final int MAX_ROUNDS = 100;
  private static final int MAX_KEYS = 400; // "a few hundred" of CallStore

  private final ErasureMarks marks;
  private final CallStore store;
  private final DataCare care;
  private final NumberNormalizer normalizer;

  Erasures(ErasureMarks marks, CallStore store, DataCare care, NumberNormalizer normalizer) {
    this.marks = marks;
    this.store = store;
    this.care = care;
    this.normalizer = normalizer;
  }

  /** Notes that all calls of somebody that began until now are erased. */
  void begin(String source, DataSubject subject, Instant now) {
    mark(List.of(marks.ofSubject(source, subject)), now);
  }

  /** Removes calls and leaves their marks, which come first. */
  void erase(Collection<CallKey> keys) {
    if (!keys.isEmpty()) {
      mark(keys.stream().map(marks::ofCall).toList(), ALWAYS);
      care.forget(List.copyOf(keys));
    }
  }

  /** Leaves the mark of a body, before it is removed. */
  void erase(String source, String sha256) {
    mark(List.of(marks.ofBody(source, sha256)), ALWAYS);
  }

  boolean isErased(QuarantinedBody body) {
    return !find(Set.of(marks.ofBody(body.source(), body.sha256()))).isEmpty();
  }

  /**
   * Finds out which calls are erased, by themselves or by whom they belong to, and sees to it that
   * nothing is left of those.
   */
  Set<CallKey> settle(List<CallRecord> calls) {
    Map<CallRecord, Set<CallKey>> subjects = new HashMap<>();
    Set<CallKey> wanted = new LinkedHashSet<>();
    for (CallRecord call : calls) {
      Set<CallKey> ofCall = subjectsOf(call);
      subjects.put(call, ofCall);
      wanted.add(marks.ofCall(call.key()));
      wanted.addAll(ofCall);
    }
    Map<CallKey, Instant> found = find(wanted);
    Set<CallKey> erased = new LinkedHashSet<>();
    for (CallRecord call : calls) {
      boolean bySubject =
          subjects.getOrDefault(call, Set.of()).stream()
              .map(found::get)
              .anyMatch(until -> until != null && !call.sortedAt().isAfter(until));
      if (bySubject || found.containsKey(marks.ofCall(call.key()))) {
        erased.add(call.key());
      }
    }
    erase(erased);
    return erased;
  }

  private Set<CallKey> subjectsOf(CallRecord call) {
    String source = call.key().source();
    Set<CallKey> subjects = new LinkedHashSet<>();
    if (call.partyNumber() != null) {
      subjects.add(marks.ofNumber(source, E164.of(call.partyNumber())));
    }
    for (VoicemailRecord voicemail : call.voicemails()) {
      normalizer
          .normalize(voicemail.from())
          .ifPresent(number -> subjects.add(marks.ofNumber(source, number)));
    }
    if (call.customerId() != null) {
      subjects.add(marks.ofCustomer(source, call.customerId()));
    }
    return subjects;
  }

  private Map<CallKey, Instant> find(Set<CallKey> wanted) {
    Map<CallKey, Instant> found = new HashMap<>();
    List<CallKey> keys = List.copyOf(wanted);
    for (int from = 0; from < keys.size(); from += MAX_KEYS) {
      for (StoredCall mark :
          store.load(keys.subList(from, Math.min(keys.size(), from + MAX_KEYS)))) {
        if (mark.version() > 0) {
          found.put(mark.key(), ErasureMarks.read(mark));
        }
      }
    }
    return found;
  }

  /** Writes marks, or moves their time forward; returns when they are durable. */
  private void mark(List<CallKey> keys, Instant until) {
    List<CallKey> open = keys;
    for (int round = 0; !open.isEmpty(); round++) {
      if (round == MAX_ROUNDS) {
        throw new OutcomeUnknownException(
            "lost the race for a mark " + MAX_ROUNDS + " times", null);
      }
      List<CallChange> changes = new ArrayList<>();
      for (StoredCall mark : store.load(open)) {
        if (mark.version() == 0 || ErasureMarks.read(mark).isBefore(until)) {
          changes.add(ErasureMarks.write(mark, until));
        }
      }
      open = changes.isEmpty() ? List.of() : lost(changes, store.commit(changes));
    }
  }

  private static List<CallKey> lost(List<CallChange> changes, List<CommitResult> results) {
    List<CallKey> lost = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      switch (results.get(i)) {
        case WRITTEN -> {}
        case STALE -> lost.add(changes.get(i).key());
        case REFUSED -> throw new IllegalStateException("the store refuses the mark of an erasure");
      }
    }
    return lost;
  }
}
