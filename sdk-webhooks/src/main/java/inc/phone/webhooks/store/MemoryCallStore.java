package inc.phone.webhooks.store;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.call.MatchStatus;
import inc.phone.webhooks.call.VoicemailRecord;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CallFilter;
import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.DataCare;
import inc.phone.webhooks.spi.DataSubject;
import inc.phone.webhooks.spi.EventChange;
import inc.phone.webhooks.spi.Page;
import inc.phone.webhooks.spi.Pruning;
import inc.phone.webhooks.spi.Quarantine;
import inc.phone.webhooks.spi.QuarantineEntry;
import inc.phone.webhooks.spi.QuarantinedBody;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.spi.StoredEventKey;
import inc.phone.webhooks.spi.VoicemailFilter;
import inc.phone.webhooks.store.Listing.Listed;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything in memory, for tests and trials: lists are made by looking at every call.
 *
 * <p>Promises no durability: what it acknowledged is gone with the process. Unbounded. Thread-safe.
 *
 * @since 0.1.0
 */
public final class MemoryCallStore implements CallStore, CallQueries, Quarantine, DataCare {
  private static final Comparator<CallRecord> OLDEST_CALL_FIRST = Comparator.comparing(Cursor::of);
  private static final Comparator<VoicemailRecord> OLDEST_VOICEMAIL_FIRST =
      Comparator.comparing(Cursor::of);

  /** A call and its events: replaced as a whole, so that a change is seen whole or not at all. */
  record Entry(StoredCall stored, Map<String, EventChange> events) {}

  private final Map<CallKey, Entry> calls = new ConcurrentHashMap<>();
  private final MemoryCare care = new MemoryCare(calls);
  private final MemoryQuarantine quarantine = new MemoryQuarantine();

  /** Makes an empty store. */
  public MemoryCallStore() {}

  @Override
  public List<StoredCall> load(List<CallKey> keys) {
    return keys.stream().map(this::load).toList();
  }

  private StoredCall load(CallKey key) {
    Entry entry = calls.get(key);
    return entry == null ? StoredCall.unseen(key) : entry.stored();
  }

  @Override
  public List<CommitResult> commit(List<CallChange> changes) {
    return changes.stream().map(this::commit).toList();
  }

  private CommitResult commit(CallChange change) {
    CommitResult[] result = {CommitResult.STALE};
    calls.compute(
        change.key(),
        (key, current) -> {
          long version = current == null ? 0 : current.stored().version();
          if (version != change.baseVersion()) {
            return current;
          }
          result[0] = CommitResult.WRITTEN;
          Map<String, EventChange> events =
              new HashMap<>(current == null ? Map.of() : current.events());
          for (EventChange written : change.events()) {
            events.merge(written.event().id(), written, MemoryCallStore::corrected);
          }
          return new Entry(StoredCall.of(key, version + 1, change.state()), events);
        });
    return result[0];
  }

  private static EventChange corrected(EventChange known, EventChange now) {
    EventRecord first = known.event();
    EventRecord event = now.event();
    return new EventChange(
        new EventRecord(
            event.id(), event.type(), event.occurredAt(), first.receivedAt(), first.late()),
        now.body());
  }

  @Override
  public Optional<CallRecord> call(CallKey key) {
    return Optional.ofNullable(calls.get(key))
        .filter(entry -> key.isCall() && !entry.stored().isEmpty())
        .map(entry -> entry.stored().toRecord());
  }

  @Override
  public List<EventRecord> events(CallKey key) {
    Entry entry = calls.get(key);
    return entry == null
        ? List.of()
        : entry.events().values().stream()
            .map(EventChange::event)
            .sorted(EventRecord.ORDER)
            .toList();
  }

  @Override
  public Page<CallRecord> calls(
      String source, CallFilter filter, int limit, @Nullable String cursor) {
    Listing.requireLimit(limit);
    Cursor after = Cursor.decode(cursor);
    List<Listed<CallRecord>> rows =
        records(source)
            .filter(call -> isAny(filter.customerId(), call.customerId()))
            .filter(call -> isBetween(call.sortedAt(), filter.from(), filter.to()))
            .filter(call -> after == null || Cursor.of(call).compareTo(after) < 0)
            .sorted(OLDEST_CALL_FIRST.reversed())
            .limit(limit + 1L)
            .map(call -> new Listed<>(Cursor.of(call), call))
            .toList();
    return Listing.page(rows, limit);
  }

  @Override
  public Page<VoicemailRecord> voicemails(
      String source, VoicemailFilter filter, int limit, @Nullable String cursor) {
    Listing.requireLimit(limit);
    Cursor after = Cursor.decode(cursor);
    List<Listed<VoicemailRecord>> rows =
        records(source)
            .filter(call -> isAny(filter.branchId(), call.branchId()))
            .filter(call -> isAny(filter.matched(), call.customerId() != null))
            .flatMap(call -> call.voicemails().stream())
            .filter(voicemail -> isBetween(voicemail.sortedAt(), filter.from(), filter.to()))
            .filter(containing(filter.text()))
            .filter(voicemail -> after == null || Cursor.of(voicemail).compareTo(after) < 0)
            .sorted(OLDEST_VOICEMAIL_FIRST.reversed())
            .limit(limit + 1L)
            .map(voicemail -> new Listed<>(Cursor.of(voicemail), voicemail))
            .toList();
    return Listing.page(rows, limit);
  }

  @Override
  public List<CallKey> pendingMatches(String source, int limit) {
    return records(source)
        .filter(call -> call.match() == MatchStatus.PENDING)
        .sorted(OLDEST_CALL_FIRST)
        .limit(limit)
        .map(CallRecord::key)
        .toList();
  }

  @Override
  public void put(QuarantinedBody body) {
    quarantine.put(body);
  }

  @Override
  public List<QuarantineEntry> list(String source, @Nullable QuarantineEntry after, int limit) {
    return quarantine.list(source, after, limit);
  }

  @Override
  public Optional<QuarantinedBody> find(String source, String sha256) {
    return quarantine.find(source, sha256);
  }

  @Override
  public boolean remove(String source, String sha256) {
    return quarantine.remove(source, sha256);
  }

  @Override
  public List<CallKey> callsOf(
      String source, DataSubject subject, @Nullable String after, int limit) {
    return care.callsOf(source, subject, after, limit);
  }

  @Override
  public List<CallKey> withoutCall(String source, @Nullable String after, int limit) {
    return care.withoutCall(source, after, limit);
  }

  @Override
  public List<EventChange> rawEvents(CallKey key, @Nullable String after, int limit) {
    return care.rawEvents(key, after, limit);
  }

  @Override
  public Page<StoredEventKey> eventsReceivedBefore(
      String source, Instant before, int limit, @Nullable String cursor) {
    return care.eventsReceivedBefore(source, before, limit, cursor);
  }

  @Override
  public Page<CallKey> callsBefore(
      String source, Instant before, int limit, @Nullable String cursor) {
    return care.callsBefore(source, before, limit, cursor);
  }

  @Override
  public List<CommitResult> prune(List<Pruning> prunings) {
    return prunings.stream().map(care::prune).toList();
  }

  @Override
  public void forget(List<CallKey> keys) {
    keys.forEach(calls::remove);
  }

  private Stream<CallRecord> records(String source) {
    return calls.values().stream()
        .map(Entry::stored)
        .filter(stored -> stored.key().isCall() && stored.key().source().equals(source))
        .flatMap(MemoryCare::readable);
  }

  private static boolean isAny(@Nullable Object wanted, @Nullable Object actual) {
    return wanted == null || wanted.equals(actual);
  }

  private static boolean isBetween(Instant time, @Nullable Instant from, @Nullable Instant to) {
    return (from == null || !time.isBefore(from)) && (to == null || time.isBefore(to));
  }

  private static Predicate<VoicemailRecord> containing(@Nullable String text) {
    if (text == null) {
      return voicemail -> true;
    }
    String folded = Listing.folded(text);
    return voicemail -> {
      String transcription = voicemail.transcription();
      return transcription != null && Listing.folded(transcription).contains(folded);
    };
  }
}
