package inc.phone.webhooks;

import inc.phone.model.EventType;
import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.spi.WaitingDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a lease allows to be told next: the design's rules written down again, as a definition
 * instead of an algorithm.
 */
final class DueEvents {
  private static final Map<String, List<String>> BEFORE =
      Map.of(
          "call.outside_opening_hours", List.of("call.initiated"),
          "call.answered", List.of("call.initiated"),
          "call.ended", List.of("call.initiated", "call.answered"),
          "call.lost", List.of("call.ended"),
          "voicemail.new", List.of("call.initiated"),
          "call.transcription_done", List.of("call.ended"),
          "voicemail.transcription_done", List.of("voicemail.new"));

  private static final Duration HOLD_BACK = Duration.ofSeconds(2);

  private record Due(PhoneEvent event, Instant receivedAt) {
    EventRecord record() {
      return new EventRecord(event.id(), event.type(), event.occurredAt(), receivedAt, false);
    }

    String type() {
      return event.type().value();
    }
  }

  private final Map<String, Due> waiting = new LinkedHashMap<>();
  private final List<PhoneEvent> arrived;
  private final StoredCall call;

  /**
   * @param arrived all events of the call that were stored at the time of the lease, by id
   */
  DueEvents(Lease lease, Map<String, PhoneEvent> arrived) {
    this.arrived = List.copyOf(arrived.values());
    this.call = lease.call();
    for (WaitingDelivery delivery : lease.waiting()) {
      PhoneEvent event = arrived.get(delivery.id());
      if (event != null) {
        waiting.put(delivery.id(), new Due(event, delivery.receivedAt()));
      }
    }
  }

  void remove(String id) {
    waiting.remove(id);
  }

  boolean isTooEarlyForTheLookup(Instant now) {
    return CallProjection.decode(call.state())
        .pendingSince()
        .map(since -> now.isBefore(since.plus(DeliveryPlan.LOOKUP_WINDOW)))
        .orElse(false);
  }

  /** Why this must not be told now; empty if it must. */
  Optional<String> whatIsWrongWith(String id, Instant now) {
    Due due = waiting.get(id);
    if (due == null) {
      return Optional.of(id + " is not owed");
    }
    if (isHeld(due, now)) {
      return Optional.of(due.type() + " is told before its predecessor, inside the window");
    }
    for (Due other : waiting.values()) {
      if (isHeld(other, now) || other == due) {
        continue;
      }
      if (isBefore(other, due)) {
        return Optional.of(due.type() + " is told before " + other.type() + ", which comes first");
      }
      boolean free = waiting.values().stream().noneMatch(o -> !isHeld(o, now) && isBefore(o, other));
      if (free && EventRecord.ORDER.compare(other.record(), due.record()) < 0) {
        return Optional.of(due.type() + " is told before " + other.type() + ", which is earlier");
      }
    }
    return Optional.empty();
  }

  private boolean isHeld(Due due, Instant now) {
    boolean inWindow =
        !now.isBefore(due.receivedAt()) && now.isBefore(due.receivedAt().plus(HOLD_BACK));
    return inWindow
        && (isMissingAny(due)
            || waiting.values().stream()
                .anyMatch(other -> isBefore(other, due) && isHeld(other, now)));
  }

  private boolean isMissingAny(Due due) {
    boolean answered =
        arrived.stream().anyMatch(event -> event.call() != null && event.call().answeredAt() != null);
    return BEFORE.getOrDefault(due.type(), List.of()).stream()
        .filter(type -> !type.equals("call.answered") || answered)
        .anyMatch(type -> arrived.stream().noneMatch(e -> e.type().equals(EventType.of(type))));
  }

  /** An orderly call has one voicemail at most, so its type is enough. */
  private static boolean isBefore(Due one, Due other) {
    return BEFORE.getOrDefault(other.type(), List.of()).contains(one.type());
  }
}
