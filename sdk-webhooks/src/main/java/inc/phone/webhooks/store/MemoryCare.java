package inc.phone.webhooks.store;

import inc.phone.number.E164;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.DataSubject;
import inc.phone.webhooks.spi.EventChange;
import inc.phone.webhooks.spi.Page;
import inc.phone.webhooks.spi.Pruning;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.spi.StoredEventKey;
import inc.phone.webhooks.store.Listing.Listed;
import inc.phone.webhooks.store.MemoryCallStore.Entry;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds what is old or somebody's in the store in memory, by looking at every call. */
final class MemoryCare {
  private final Map<CallKey, Entry> calls;

  MemoryCare(Map<CallKey, Entry> calls) {
    this.calls = calls;
  }

  /** A call in a form of another version must not cost everybody the list. */
  static Stream<CallRecord> readable(StoredCall stored) {
    try {
      return stored.isEmpty() ? Stream.empty() : Stream.of(stored.toRecord());
    } catch (RuntimeException e) {
      return Stream.empty();
    }
  }

  List<CallKey> callsOf(String source, DataSubject subject, @Nullable String after, int limit) {
    return keys(
        source,
        entry ->
            entry.stored().key().isCall()
                && readable(entry.stored()).anyMatch(call -> isOf(call, subject)),
        after,
        limit);
  }

  private static boolean isOf(CallRecord call, DataSubject subject) {
    E164 number = subject.number();
    if (number == null) {
      return subject.customerId() != null && subject.customerId().equals(call.customerId());
    }
    return number.value().equals(call.partyNumber())
        || call.voicemails().stream()
            .map(voicemail -> voicemail.from())
            .anyMatch(from -> from != null && Listing.spellings(number).contains(from));
  }

  List<CallKey> withoutCall(String source, @Nullable String after, int limit) {
    return keys(
        source, entry -> !entry.stored().key().isCall() && !entry.events().isEmpty(), after, limit);
  }

  private List<CallKey> keys(
      String source, Predicate<Entry> isWanted, @Nullable String after, int limit) {
    return ofSource(source)
        .filter(call -> isWanted.test(call.getValue()))
        .map(Map.Entry::getKey)
        .filter(key -> after == null || key.callId().compareTo(after) > 0)
        .sorted(Comparator.comparing(CallKey::callId))
        .limit(limit)
        .toList();
  }

  List<EventChange> rawEvents(CallKey key, @Nullable String after, int limit) {
    Entry entry = calls.get(key);
    return entry == null
        ? List.of()
        : entry.events().values().stream()
            .filter(raw -> after == null || raw.event().id().compareTo(after) > 0)
            .sorted(Comparator.comparing(raw -> raw.event().id()))
            .limit(limit)
            .toList();
  }

  Page<StoredEventKey> eventsReceivedBefore(
      String source,
      Instant before,
      int limit,
      @Nullable String cursor,
      Predicate<StoredEventKey> isOwed) {
    return page(
        ofSource(source)
            .flatMap(
                call ->
                    call.getValue().events().values().stream()
                        .map(EventChange::event)
                        .filter(event -> event.receivedAt().isBefore(before))
                        .map(
                            event ->
                                new Listed<>(
                                    new Cursor(
                                        Listing.micros(event.receivedAt()),
                                        call.getKey().callId(),
                                        event.id()),
                                    new StoredEventKey(call.getKey(), event.id()))))
            .filter(row -> !isOwed.test(row.item())),
        limit,
        Cursor.decode(cursor, 2));
  }

  Page<CallKey> callsBefore(String source, Instant before, int limit, @Nullable String cursor) {
    return page(
        ofSource(source)
            .filter(call -> call.getKey().isCall())
            .flatMap(call -> readable(call.getValue().stored()))
            .filter(call -> call.sortedAt().isBefore(before))
            .map(call -> new Listed<>(Cursor.of(call), call.key())),
        limit,
        Cursor.decode(cursor, 1));
  }

  private static <T> Page<T> page(Stream<Listed<T>> rows, int limit, @Nullable Cursor after) {
    return Listing.page(
        rows.filter(row -> after == null || row.place().compareTo(after) > 0)
            .sorted(Comparator.comparing(row -> row.place()))
            .limit(limit + 1L)
            .toList(),
        limit);
  }

  CommitResult prune(Pruning pruning) {
    CommitResult[] result = {CommitResult.STALE};
    calls.computeIfPresent(
        pruning.change().key(),
        (key, current) -> {
          if (current.stored().version() != pruning.change().baseVersion()) {
            return current;
          }
          result[0] = CommitResult.WRITTEN;
          Map<String, EventChange> events = new HashMap<>(current.events());
          events.keySet().removeAll(pruning.eventIds());
          long version = pruning.change().baseVersion() + 1;
          return new Entry(StoredCall.of(key, version, pruning.change().state()), events);
        });
    return result[0];
  }

  private Stream<Map.Entry<CallKey, Entry>> ofSource(String source) {
    return calls.entrySet().stream().filter(call -> call.getKey().source().equals(source));
  }
}
