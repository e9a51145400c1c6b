package inc.phone.webhooks.store;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.call.MatchStatus;
import inc.phone.webhooks.call.VoicemailRecord;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CallFilter;
import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.Completion;
import inc.phone.webhooks.spi.DataCare;
import inc.phone.webhooks.spi.DataSubject;
import inc.phone.webhooks.spi.DeliveryStore;
import inc.phone.webhooks.spi.EventChange;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.LeaseRequest;
import inc.phone.webhooks.spi.OwedDelivery;
import inc.phone.webhooks.spi.Page;
import inc.phone.webhooks.spi.ParkedDelivery;
import inc.phone.webhooks.spi.PastEvents;
import inc.phone.webhooks.spi.Pruning;
import inc.phone.webhooks.spi.Quarantine;
import inc.phone.webhooks.spi.QuarantineEntry;
import inc.phone.webhooks.spi.QuarantinedBody;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.spi.StoredEventKey;
import inc.phone.webhooks.spi.VoicemailFilter;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything in memory, for tests and trials: lists are made by looking at every call.
 *
 * <p>Promises no durability: what it acknowledged is gone with the process. Unbounded. Thread-safe.
 *
 * @since 0.1.0
 */
public final class MemoryCallStore implements DeliveryStore, CallQueries, Quarantine, DataCare {
  private static final Comparator<CallRecord> OLDEST_CALL_FIRST = Comparator.comparing(Cursor::of);
  private static final Comparator<VoicemailRecord> OLDEST_VOICEMAIL_FIRST =
      Comparator.comparing(Cursor::of);

  /** A call and its events: replaced as a whole, so that a change is seen whole or not at all. */
  record Entry(StoredCall stored, Map<String, EventChange> events) {}

  /** A stored event with the call it is of. */
  private record Stored(CallKey key, EventRecord event) {
    static Stream<Stored> of(Map.Entry<CallKey, Entry> call) {
      return call.getValue().events().values().stream()
          .map(change -> new Stored(call.getKey(), change.event()));
    }

    boolean isWanted(PastEvents past) {
      return (past.types().isEmpty() || past.types().contains(event.type()))
          && isBetween(event.receivedAt(), past.from(), past.until());
    }

    OwedDelivery owed(PastEvents past) {
      return new OwedDelivery(
          past.listener(),
          event.id(),
          event.occurredAt(),
          event.rank(),
          event.receivedAt(),
          past.dueAt());
    }

    Cursor cursor() {
      return new Cursor(Listing.micros(event.receivedAt()), key.callId(), event.id());
    }
  }

  private final Map<CallKey, Entry> calls = new ConcurrentHashMap<>(); // read without the lock
  private final ReentrantLock lock = new ReentrantLock();
  private final MemoryDeliveries deliveries = new MemoryDeliveries(new Shown()); // guarded by lock
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
    return changes.stream().map(change -> locked(() -> write(change))).toList();
  }

  private CommitResult write(CallChange change) {
    Entry current = calls.get(change.key());
    long version = current == null ? 0 : current.stored().version();
    if (version != change.baseVersion()) {
      return CommitResult.STALE;
    }
    Map<String, EventChange> events = new HashMap<>(current == null ? Map.of() : current.events());
    for (EventChange written : change.events()) {
      events.merge(written.event().id(), written, MemoryCallStore::corrected);
    }
    StoredCall stored = StoredCall.of(change.key(), version + 1, change.state());
    calls.put(change.key(), new Entry(stored, events));
    deliveries.write(change);
    return CommitResult.WRITTEN;
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
    Cursor after = Cursor.decode(cursor, 1);
    List<CallRecord> rows =
        records(source)
            .filter(call -> isAny(filter.customerId(), call.customerId()))
            .filter(call -> isAny(filter.partyNumber(), call.partyNumber()))
            .filter(call -> isBetween(call.sortedAt(), filter.from(), filter.to()))
            .filter(call -> after == null || Cursor.of(call).compareTo(after) < 0)
            .sorted(OLDEST_CALL_FIRST.reversed())
            .limit(limit + 1L)
            .toList();
    return Listing.page(rows, limit, Cursor::of);
  }

  @Override
  public Page<VoicemailRecord> voicemails(
      String source, VoicemailFilter filter, int limit, @Nullable String cursor) {
    Listing.requireLimit(limit);
    Cursor after = Cursor.decode(cursor, 2);
    List<VoicemailRecord> rows =
        records(source)
            .filter(call -> isAny(filter.branchId(), call.branchId()))
            .filter(call -> isAny(filter.matched(), call.customerId() != null))
            .flatMap(call -> call.voicemails().stream())
            .filter(voicemail -> isBetween(voicemail.sortedAt(), filter.from(), filter.to()))
            .filter(containing(filter.text()))
            .filter(voicemail -> after == null || Cursor.of(voicemail).compareTo(after) < 0)
            .sorted(OLDEST_VOICEMAIL_FIRST.reversed())
            .limit(limit + 1L)
            .toList();
    return Listing.page(rows, limit, Cursor::of);
  }

  @Override
  public Page<CallRecord> pendingMatches(String source, int limit, @Nullable String cursor) {
    return pending(call -> call.match() == MatchStatus.PENDING, source, limit, cursor);
  }

  @Override
  public Page<CallRecord> pendingBranches(String source, int limit, @Nullable String cursor) {
    return pending(CallRecord::branchPending, source, limit, cursor);
  }

  private Page<CallRecord> pending(
      Predicate<CallRecord> isPending, String source, int limit, @Nullable String cursor) {
    Listing.requireLimit(limit);
    Cursor after = Cursor.decode(cursor, 1);
    List<CallRecord> rows =
        records(source)
            .filter(isPending)
            .filter(call -> after == null || Cursor.of(call).compareTo(after) > 0)
            .sorted(OLDEST_CALL_FIRST)
            .limit(limit + 1L)
            .toList();
    return Listing.page(rows, limit, Cursor::of);
  }

  @Override
  public List<Lease> lease(LeaseRequest request) {
    return locked(() -> deliveries.lease(request));
  }

  @Override
  public List<Boolean> complete(List<Completion> completions) {
    return locked(() -> completions.stream().map(deliveries::complete).toList());
  }

  @Override
  public Page<ParkedDelivery> parked(
      String source, @Nullable String listener, int limit, @Nullable String cursor) {
    Listing.requireLimit(limit);
    Cursor after = Cursor.decode(cursor, 3);
    return locked(() -> deliveries.parked(source, listener, limit, after));
  }

  @Override
  public boolean replay(CallKey key, String listener, String id, Instant dueAt) {
    return locked(() -> deliveries.replay(key, listener, id, dueAt));
  }

  @Override
  public int replayAll(String source, @Nullable String listener, Instant dueAt) {
    return locked(() -> deliveries.replayAll(source, listener, dueAt));
  }

  @Override
  public Optional<String> owePast(PastEvents past) {
    Cursor after = Cursor.decode(past.cursor(), 2);
    return locked(
        () -> {
          List<Stored> page =
              calls.entrySet().stream()
                  .filter(call -> call.getKey().source().equals(past.source()))
                  .flatMap(Stored::of)
                  .filter(event -> event.isWanted(past))
                  .filter(event -> after == null || event.cursor().compareTo(after) > 0)
                  .sorted(Comparator.comparing(Stored::cursor))
                  .limit(past.limit() + 1L)
                  .toList();
          Page<Stored> shown = Listing.page(page, past.limit(), Stored::cursor);
          shown.items().forEach(event -> deliveries.owe(event.key(), event.owed(past)));
          return Optional.ofNullable(shown.nextCursor());
        });
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
    return locked(
        () -> care.eventsReceivedBefore(source, before, limit, cursor, deliveries::isOwed));
  }

  @Override
  public Page<CallKey> callsBefore(
      String source, Instant before, int limit, @Nullable String cursor) {
    return care.callsBefore(source, before, limit, cursor);
  }

  @Override
  public List<CommitResult> prune(List<Pruning> prunings) {
    return locked(() -> prunings.stream().map(care::prune).toList());
  }

  @Override
  public void forget(List<CallKey> keys) {
    locked(
        () -> {
          keys.forEach(calls::remove);
          keys.forEach(deliveries::forget);
          return keys;
        });
  }

  /** What a lease shows; asked under the lock, so it is of one moment. */
  private final class Shown implements MemoryDeliveries.Calls {
    @Override
    public StoredCall call(CallKey key) {
      return load(key);
    }

    @Override
    public @Nullable EventChange event(CallKey key, String eventId) {
      Entry entry = calls.get(key);
      return entry == null ? null : entry.events().get(eventId);
    }
  }

  private <T> T locked(Supplier<T> what) {
    lock.lock();
    try {
      return what.get();
    } finally {
      lock.unlock();
    }
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
