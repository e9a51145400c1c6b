package inc.phone.webhooks.store;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CallNotice;
import inc.phone.webhooks.spi.Completion;
import inc.phone.webhooks.spi.EventChange;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.LeaseRequest;
import inc.phone.webhooks.spi.OwedDelivery;
import inc.phone.webhooks.spi.Page;
import inc.phone.webhooks.spi.ParkedDelivery;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.spi.StoredEventKey;
import inc.phone.webhooks.spi.WaitingDelivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lanes of the store in memory. Guarded by the store's lock. */
final class MemoryDeliveries {
  private static final Comparator<ParkedDelivery> OLDEST_FIRST = Comparator.comparing(Cursor::of);

  /** What a lease shows of a call. */
  interface Calls {
    StoredCall call(CallKey key);

    @Nullable EventChange event(CallKey key, String eventId);
  }

  private record Queue(String source, String listener) {}

  /** A lane's place in the queue; made anew whenever the time changes. */
  private record Place(Instant readyAt, String callId) implements Comparable<Place> {
    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::readyAt).thenComparing(Place::callId);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  private final Calls calls;
  private final Map<CallKey, Map<String, MemoryLane>> lanes = new HashMap<>();
  private final Map<Queue, TreeSet<Place>> queues = new HashMap<>();

  MemoryDeliveries(Calls calls) {
    this.calls = calls;
  }

  void write(CallChange change) {
    CallKey key = change.key();
    change.deliveries().owed().forEach(owed -> owe(key, owed));
    List<MemoryLane> others = List.copyOf(lanes.getOrDefault(key, Map.of()).values());
    CallNotice notice = change.deliveries().notice();
    Instant wakesAt = change.deliveries().wakesAt();
    for (MemoryLane lane : others) {
      if (notice != null && lane.fence() > 0 && !lane.listener.startsWith("~")) {
        owe(key, notice.owedTo(lane.listener));
      }
      if (wakesAt != null && lane.isLeasedOrDue()) {
        change(lane, () -> lane.wake(wakesAt));
      }
    }
  }

  void owe(CallKey key, OwedDelivery owed) {
    MemoryLane lane =
        lanes
            .computeIfAbsent(key, call -> new TreeMap<>())
            .computeIfAbsent(owed.listener(), listener -> new MemoryLane(key, listener));
    change(lane, () -> lane.owe(owed));
  }

  List<Lease> lease(LeaseRequest request) {
    List<Lease> leases = new ArrayList<>();
    request
        .lanes()
        .forEach(
            (listener, max) -> {
              TreeSet<Place> queue =
                  queues.getOrDefault(new Queue(request.source(), listener), new TreeSet<>());
              List<Place> due =
                  queue.stream()
                      .takeWhile(place -> !place.readyAt().isAfter(request.now()))
                      .limit(max)
                      .toList();
              for (Place place : due) {
                lane(new CallKey(request.source(), place.callId()), listener)
                    .ifPresent(lane -> leases.add(lease(lane, request)));
              }
            });
    return leases;
  }

  private Lease lease(MemoryLane lane, LeaseRequest request) {
    change(lane, () -> lane.lease(request.until()));
    List<WaitingDelivery> waiting =
        lane.waiting(request.perLane()).stream()
            .map(delivery -> waiting(lane.key, delivery))
            .toList();
    return new Lease(
        calls.call(lane.key),
        lane.listener,
        lane.fence(),
        request.until(),
        lane.progress(),
        waiting);
  }

  private WaitingDelivery waiting(CallKey key, MemoryLane.Delivery delivery) {
    OwedDelivery owed = delivery.owed();
    return new WaitingDelivery(
        owed.id(),
        owed.occurredAt(),
        owed.rank(),
        owed.receivedAt(),
        delivery.attempts(),
        delivery.notBefore(),
        calls.event(key, owed.id()));
  }

  boolean complete(Completion completion) {
    Lease lease = completion.lease();
    return lane(lease.key(), lease.listener())
        .map(lane -> test(lane, () -> lane.complete(lease.fence(), completion.result())))
        .orElse(false);
  }

  Page<ParkedDelivery> parked(
      String source, @Nullable String listener, int limit, @Nullable Cursor after) {
    List<ParkedDelivery> rows =
        lanes(source, listener)
            .flatMap(lane -> lane.parked().stream().map(delivery -> parked(lane, delivery)))
            .filter(parked -> after == null || Cursor.of(parked).compareTo(after) < 0)
            .sorted(OLDEST_FIRST.reversed())
            .limit(limit + 1L)
            .toList();
    return Listing.page(rows, limit, Cursor::of);
  }

  private ParkedDelivery parked(MemoryLane lane, MemoryLane.Delivery delivery) {
    var parked = Objects.requireNonNull(delivery.parked());
    EventChange event = calls.event(lane.key, parked.id());
    return new ParkedDelivery(
        lane.key,
        lane.listener,
        parked.id(),
        event == null ? null : event.event().type(),
        delivery.owed().occurredAt(),
        parked.at(),
        parked.attempts(),
        parked.failure());
  }

  boolean replay(CallKey key, String listener, String id, Instant dueAt) {
    return lane(key, listener).map(lane -> test(lane, () -> lane.replay(id, dueAt))).orElse(false);
  }

  int replayAll(String source, @Nullable String listener, Instant dueAt) {
    int replayed = 0;
    for (MemoryLane lane : lanes(source, listener).toList()) {
      for (MemoryLane.Delivery delivery : lane.parked()) {
        replayed += replay(lane.key, lane.listener, delivery.owed().id(), dueAt) ? 1 : 0;
      }
    }
    return replayed;
  }

  boolean isOwed(StoredEventKey event) {
    return lanes.getOrDefault(event.key(), Map.of()).values().stream()
        .anyMatch(lane -> lane.owes(event.eventId()));
  }

  void forget(CallKey key) {
    for (MemoryLane lane : List.copyOf(lanes.getOrDefault(key, Map.of()).values())) {
      change(lane, lane::end);
    }
    lanes.remove(key);
  }

  /** The lanes of a source: of one listener, or of all. */
  private Stream<MemoryLane> lanes(String source, @Nullable String listener) {
    return lanes.entrySet().stream()
        .filter(call -> call.getKey().source().equals(source))
        .map(Map.Entry::getValue)
        .flatMap(byListener -> byListener.values().stream())
        .filter(lane -> listener == null || listener.equals(lane.listener));
  }

  private Optional<MemoryLane> lane(CallKey key, String listener) {
    return Optional.ofNullable(lanes.getOrDefault(key, Map.of()).get(listener));
  }

  /** Does something to a lane and keeps its place in the queue right. */
  private boolean test(MemoryLane lane, BooleanSupplier what) {
    TreeSet<Place> queue =
        queues.computeIfAbsent(
            new Queue(lane.key.source(), lane.listener), listener -> new TreeSet<>());
    Function<Instant, Place> place = readyAt -> new Place(readyAt, lane.key.callId());
    Optional.ofNullable(lane.readyAt()).map(place).ifPresent(queue::remove);
    boolean done = what.getAsBoolean();
    Optional.ofNullable(lane.readyAt()).map(place).ifPresent(queue::add);
    return done;
  }

  private void change(MemoryLane lane, Runnable what) {
    test(
        lane,
        () -> {
          what.run();
          return true;
        });
  }
}
