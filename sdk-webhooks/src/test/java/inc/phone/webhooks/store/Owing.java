package inc.phone.webhooks.store;

import inc.phone.model.EventType;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.Completion;
import inc.phone.webhooks.spi.DeliveryChange;
import inc.phone.webhooks.spi.DeliveryResult;
import inc.phone.webhooks.spi.EventChange;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.LeaseRequest;
import inc.phone.webhooks.spi.OwedDelivery;
import inc.phone.webhooks.spi.PastEvents;
import inc.phone.webhooks.spi.WaitingDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Changes that owe something, and what becomes of that, in few words. */
final class Owing {
  static final Instant NOW = Instant.parse("2026-05-15T10:00:00Z");
  static final Duration TTL = Duration.ofSeconds(30);
  static final String LISTENER = "crm";

  private Owing() {}

  static CallKey key(String callId) {
    return new CallKey("default", callId);
  }

  /** A change with one event, owed to these listeners and due at once. */
  static CallChange change(String callId, long base, String eventId, String... listeners) {
    List<OwedDelivery> owed = new ArrayList<>();
    for (String listener : listeners) {
      owed.add(new OwedDelivery(listener, eventId, NOW, 10, NOW, NOW));
    }
    return change(callId, base, eventId, new DeliveryChange(owed, null, null));
  }

  static CallChange change(String callId, long base, String eventId, DeliveryChange deliveries) {
    return change(callId, base, eventId, NOW, deliveries);
  }

  static CallChange change(
      String callId, long base, String eventId, Instant receivedAt, DeliveryChange deliveries) {
    EventRecord event = new EventRecord(eventId, EventType.CALL_INITIATED, NOW, receivedAt, false);
    return new CallChange(
        base,
        new byte[1500],
        CallRecord.of(key(callId), new CallProjection()),
        List.of(new EventChange(event, new byte[900])),
        deliveries);
  }

  /** All that was received so far, for a listener that comes later. */
  static PastEvents past() {
    return new PastEvents(
        "default", "late", Set.of(), Instant.EPOCH, NOW.plusSeconds(1), NOW, 10, null);
  }

  static LeaseRequest request(int max, Instant now) {
    return request(Map.of(LISTENER, max), now);
  }

  static LeaseRequest request(Map<String, Integer> lanes, Instant now) {
    return new LeaseRequest("default", lanes, 16, "node", now, TTL);
  }

  /** Everything that the lease shows is done. */
  static Completion done(Lease lease) {
    List<String> ids = lease.waiting().stream().map(WaitingDelivery::id).toList();
    return new Completion(lease, new DeliveryResult(ids, List.of(), null, null, null));
  }

  static List<Completion> done(List<Lease> leases) {
    return leases.stream().map(Owing::done).toList();
  }

  static Completion parked(Lease lease, Instant at) {
    List<DeliveryResult.Parked> parked =
        lease.waiting().stream()
            .map(waiting -> new DeliveryResult.Parked(waiting.id(), at, 3, "x"))
            .toList();
    return new Completion(lease, new DeliveryResult(List.of(), parked, null, null, null));
  }
}
