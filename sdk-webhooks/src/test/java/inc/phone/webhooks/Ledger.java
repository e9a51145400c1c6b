package inc.phone.webhooks;

import static inc.phone.webhooks.SimulatedListeners.EXACT;
import static inc.phone.webhooks.SimulatedListeners.STEADY;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.call.MatchStatus;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CallNotice;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.Completion;
import inc.phone.webhooks.spi.DeliveryContext;
import inc.phone.webhooks.spi.DeliveryResult.Parked;
import inc.phone.webhooks.spi.DeliveryStore;
import inc.phone.webhooks.spi.EventChange;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.LeaseRequest;
import inc.phone.webhooks.spi.OwedDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what is stored, leased, told and completed, between the nodes and the store they
 * share, and judges every step by the promises of the design.
 */
final class Ledger extends ForwardingStore {
  /** An in-order event is told at once; hold-back and lookup may take this, and alarms a bit. */
  private static final Duration STEADY_BOUND = Duration.ofMillis(3_500);

  private record LaneId(CallKey key, String listener) {}

  /** Somebody was told of something. */
  private static final class Told {
    final long fence;
    final String id;
    final @Nullable EventRecord event;
    final @Nullable String customerId;
    boolean successful;
    boolean completed;

    Told(long fence, String id, @Nullable EventRecord event, @Nullable String customerId) {
      this.fence = fence;
      this.id = id;
      this.event = event;
      this.customerId = customerId;
    }
  }

  /** What is known of a lane. */
  private static final class Lane {
    final Map<Long, DueEvents> leases = new HashMap<>();
    final Map<Long, Instant> ends = new HashMap<>();
    final List<Told> told = new ArrayList<>();
    final Map<String, Integer> completed = new HashMap<>();
    final Map<String, Instant> owed = new HashMap<>();
    final Map<String, Integer> failed = new HashMap<>();
    long fence;
    boolean held;
    Instant until = Instant.MIN;
  }

  private final SimulatedWorld world;
  private final SimulatedCalls calls;
  private final List<ListenerSpec> listeners;
  private final PlantedFault fault;
  private final boolean calm;
  private final boolean oneClock;
  private final Map<LaneId, Lane> lanes = new LinkedHashMap<>();
  private final Map<CallKey, Map<String, PhoneEvent>> stored = new HashMap<>();
  private final Set<CallKey> decided = new HashSet<>();

  Ledger(
      DeliveryStore store,
      SimulatedWorld world,
      SimulatedCalls calls,
      List<ListenerSpec> listeners,
      PlantedFault fault,
      SimulatedWeather weather) {
    super(store);
    this.world = world;
    this.calls = calls;
    this.listeners = listeners;
    this.fault = fault;
    this.calm = weather.isCalm();
    this.oneClock = weather.skew().isZero();
  }

  @Override
  public List<CommitResult> commit(List<CallChange> changes) {
    List<CommitResult> results = store.commit(changes);
    for (int i = 0; i < changes.size(); i++) {
      world.trace("commit of " + changes.get(i) + " " + results.get(i));
      if (results.get(i) == CommitResult.WRITTEN) {
        written(changes.get(i));
      }
    }
    return results;
  }

  private void written(CallChange change) {
    MatchStatus match = change.call().match();
    if (match == MatchStatus.MATCHED || match == MatchStatus.UNMATCHED) {
      decided.add(change.key());
    }
    for (EventChange event : change.events()) {
      PhoneEvent parsed = EventParser.parse(event.body(), SimulatedWorld.START);
      stored
          .computeIfAbsent(change.key(), key -> new LinkedHashMap<>())
          .put(event.event().id(), parsed);
    }
    for (OwedDelivery owed : change.deliveries().owed()) {
      owed(change.key(), owed.listener(), owed.id());
    }
    CallNotice notice = change.deliveries().notice();
    if (notice != null) {
      for (ListenerSpec listener : listeners) {
        if (lane(change.key(), listener.name()).fence > 0) {
          owed(change.key(), listener.name(), notice.id());
        }
      }
    }
  }

  private void owed(CallKey key, String listener, String id) {
    if (!listener.equals(MatchLane.NAME)) {
      lane(key, listener).owed.putIfAbsent(fault.realId(id), world.now());
    }
  }

  @Override
  public List<Lease> lease(LeaseRequest request) {
    List<Lease> leases = new ArrayList<>(store.lease(request));
    leases.sort(Comparator.comparing(Lease::listener)); // the JDK's maps have no order to repeat
    for (Lease lease : leases) {
      Lane lane = lane(lease.key(), lease.listener());
      world.trace(request.node() + " takes " + lease + " of " + lease.waiting().size());
      if (lease.fence() <= lane.fence) {
        world.violated("every lease raises the fence", lease.toString());
      }
      if (lane.held && request.now().isBefore(lane.until)) {
        world.violated("one node at a time has a lane", lease.toString());
      }
      lane.fence = lease.fence();
      lane.held = true;
      lane.until = lease.until();
      Map<String, PhoneEvent> arrived = stored.getOrDefault(lease.key(), Map.of());
      lane.leases.put(lease.fence(), new DueEvents(lease, arrived));
      lane.ends.put(lease.fence(), lease.until());
    }
    return leases;
  }

  @Override
  public List<Boolean> complete(List<Completion> completions) {
    if (completions.stream().map(Ledger::lane).distinct().count() < completions.size()) {
      world.violated("each lane at most once in a completion", completions.toString());
    }
    List<Boolean> answers = store.complete(completions);
    for (int i = 0; i < completions.size(); i++) {
      completed(completions.get(i), answers.get(i));
    }
    return answers;
  }

  private static LaneId lane(Completion completion) {
    return new LaneId(completion.lease().key(), completion.lease().listener());
  }

  private void completed(Completion completion, boolean done) {
    Lease lease = completion.lease();
    Lane lane = lane(lease.key(), lease.listener());
    world.trace("completion of " + lease + (done ? "" : " is refused"));
    boolean rightful = lane.held && lane.fence == lease.fence();
    if (done != rightful) {
      world.violated(
          done ? "only the last fence may complete" : "the owner of a lease may complete",
          lease + ", the last fence is " + lane.fence);
    }
    if (!done) {
      return;
    }
    lane.held = false;
    if (lease.listener().equals(MatchLane.NAME)) {
      return;
    }
    for (String id : completion.result().delivered()) {
      delivered(lane, lease, id);
    }
    for (Parked parked : completion.result().parked()) {
      long attempts = lane.told.stream().filter(told -> told.id.equals(parked.id())).count();
      if (parked.attempts() < SimulatedNode.MAX_ATTEMPTS || attempts < parked.attempts()) {
        world.violated(
            "parked only after the last attempt", lease + " " + parked.id() + ", told " + attempts);
      }
      int failed = lane.failed.getOrDefault(parked.id(), 0);
      if (parked.attempts() > failed) {
        world.violated(
            "only failures of the listener use attempts",
            lease + " " + parked.id() + ": " + failed);
      }
    }
  }

  private void delivered(Lane lane, Lease lease, String id) {
    boolean notice = id.startsWith(LaneQueue.NOTICE);
    boolean exact = lease.listener().equals(EXACT);
    boolean told = false;
    for (Told entry : lane.told) {
      if (entry.id.equals(id) && entry.fence == lease.fence()) {
        entry.completed = true;
        told |= entry.successful || exact;
      }
    }
    if (!told && !notice) {
      world.violated("delivered means that the listener was told", lease + " " + id);
    }
    if (lane.completed.merge(fault.realId(id), 1, Integer::sum) > 1) {
      world.violated("a delivery is completed once", lease + " " + id);
    }
  }

  /** A listener begins to be told. */
  void tells(
      CallRecord call, @Nullable PhoneEvent event, DeliveryContext context, Instant nodeTime) {
    Lane lane = lane(call.key(), context.listener());
    DueEvents due = lane.leases.get(context.fencingToken());
    if (due == null) {
      world.violated("nobody is told without a lease", context.toString());
      return;
    }
    Instant end = lane.ends.getOrDefault(context.fencingToken(), Instant.MIN);
    if (!nodeTime.isBefore(end)) {
      world.violated("nobody begins to tell after its lease", context + ", over since " + end);
    }
    if (event != null) {
      if (calls.isOrderly(call.key())) {
        due.whatIsWrongWith(context.deliveryId(), nodeTime)
            .ifPresent(wrong -> world.violated("listeners are told in order", wrong));
      }
      judgeLateness(lane, event, context);
      // A number that changes afterwards is looked up again, and nobody waits for that.
      boolean first = lane.told.isEmpty() && !decided.contains(call.key());
      if (oneClock && first && due.isTooEarlyForTheLookup(nodeTime)) {
        world.violated("the lookup has a second before the first delivery", context.toString());
      }
    }
    due.remove(context.deliveryId());
    EventRecord record =
        event == null
            ? null
            : new EventRecord(event.id(), event.type(), event.occurredAt(), nodeTime, false);
    lane.told.add(
        new Told(context.fencingToken(), context.deliveryId(), record, call.customerId()));
  }

  private void judgeLateness(Lane lane, PhoneEvent event, DeliveryContext context) {
    EventRecord record =
        new EventRecord(event.id(), event.type(), event.occurredAt(), Instant.MIN, false);
    boolean must = false;
    boolean may = false;
    for (Told before : lane.told) {
      if (before.event != null && EventRecord.ORDER.compare(before.event, record) > 0) {
        may |= before.successful;
        // An old owner cannot know what a new one did.
        must |=
            (before.completed && before.fence < context.fencingToken())
                || (before.successful && before.fence == context.fencingToken());
      }
    }
    if (must && !context.late() || context.late() && !may) {
      world.violated("late means that a later one was told before", context + " " + event);
    }
  }

  /** The listener was told without a failure. */
  void told(CallKey key, DeliveryContext context) {
    succeeded(lane(key, context.listener()), context.fencingToken(), context.deliveryId());
    if (calm && context.listener().equals(STEADY) && context.attempt() == 1) {
      Instant owed = lane(key, STEADY).owed.get(context.deliveryId());
      if (owed != null && Duration.between(owed, world.now()).compareTo(STEADY_BOUND) > 0) {
        world.violated("a failing listener delays no other", context + ", owed since " + owed);
      }
    }
  }

  /** The listener failed by itself. */
  void failed(CallKey key, DeliveryContext context) {
    lane(key, context.listener()).failed.merge(context.deliveryId(), 1, Integer::sum);
  }

  /** The effect of a transactional listener was committed. */
  void effect(Lease lease, String id) {
    Lane lane = lane(lease.key(), lease.listener());
    if (lane.told.stream().anyMatch(told -> told.id.equals(id) && told.successful)) {
      world.violated("a transaction takes effect once", lease + " " + id);
    }
    succeeded(lane, lease.fence(), id);
  }

  private static void succeeded(Lane lane, long fence, String id) {
    lane.told.stream()
        .filter(told -> told.fence == fence && told.id.equals(id))
        .forEach(told -> told.successful = true);
  }

  /** A sender has its 200. */
  void acknowledged(SimulatedCalls.Copy copy) {
    if (!storedIds(copy.key()).contains(copy.id())) {
      world.violated("acknowledged means stored", copy.key() + " " + copy.id());
    }
  }

  private Set<String> storedIds(CallKey key) {
    Set<String> ids = new HashSet<>();
    stored.getOrDefault(key, Map.of()).keySet().forEach(id -> ids.add(fault.realId(id)));
    return ids;
  }

  /** Whether everything that is owed so far was delivered. */
  boolean isFinished() {
    return lanes.values().stream()
        .allMatch(lane -> lane.completed.keySet().containsAll(lane.owed.keySet()));
  }

  /** What is owed and had no effect, though it was completed. */
  Optional<String> owedInVain() {
    for (Map.Entry<LaneId, Lane> lane : lanes.entrySet()) {
      LaneId id = lane.getKey();
      for (String owed : lane.getValue().owed.keySet()) {
        if (!owed.startsWith(LaneQueue.NOTICE) && !wasTold(id.key(), id.listener(), owed)) {
          return Optional.of(id + " " + owed);
        }
      }
    }
    return Optional.empty();
  }

  /** Whether this had its effect, or for a plain listener one at least. */
  boolean wasTold(CallKey key, String listener, String id) {
    return lane(key, listener).told.stream()
        .anyMatch(told -> fault.realId(told.id).equals(id) && told.successful);
  }

  /** Whether a listener of this call knows the customer, or knows nothing at all. */
  boolean wasToldOfCustomer(CallKey key, String listener, String customerId) {
    List<Told> successful =
        lane(key, listener).told.stream().filter(told -> told.successful).toList();
    return successful.isEmpty()
        || successful.stream().anyMatch(told -> customerId.equals(told.customerId));
  }

  private Lane lane(CallKey key, String listener) {
    return lanes.computeIfAbsent(new LaneId(key, listener), id -> new Lane());
  }
}
