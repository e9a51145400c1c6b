package inc.phone.webhooks;

import inc.phone.internal.json.UnreadableJsonException;
import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.call.EventOrder;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.call.ReceivedEvent;
import inc.phone.webhooks.spi.EventChange;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.WaitingDelivery;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What waits in a lane, in the order in which the listener is to be told. */
final class LaneQueue {
  /** News without an event: the customer is known. */
  static final String NOTICE = "~matched-";

  /**
   * What goes next.
   *
   * @param delivery the delivery, or null if there is none now
   * @param event its event; null for a notice
   * @param notBefore when to ask again; null if something can go now or nothing waits
   */
  record Next(
      @Nullable WaitingDelivery delivery,
      @Nullable PhoneEvent event,
      @Nullable Instant notBefore) {}

  private final EventOrder order;
  private final CallProjection call;
  private final Map<ReceivedEvent, WaitingDelivery> events = new LinkedHashMap<>();
  private final Deque<WaitingDelivery> notices = new ArrayDeque<>();
  private final List<WaitingDelivery> gone = new ArrayList<>();
  private final List<WaitingDelivery> unreadable = new ArrayList<>();

  LaneQueue(Lease lease, CallProjection call, EventOrder order) {
    this.order = order;
    this.call = call;
    for (WaitingDelivery delivery : lease.waiting()) {
      EventChange event = delivery.event();
      if (event != null) {
        add(delivery, event);
      } else if (delivery.id().startsWith(NOTICE)) {
        notices.add(delivery);
      } else {
        gone.add(delivery);
      }
    }
  }

  private void add(WaitingDelivery delivery, EventChange event) {
    EventRecord record = event.event();
    // A copy that came later may have a time that only its own receipt makes believable.
    Instant judgedAt =
        record.occurredAt().isAfter(record.receivedAt())
            ? record.occurredAt()
            : record.receivedAt();
    try {
      PhoneEvent read = WebhookFormat.readStored(event.body(), judgedAt).storedAs(record);
      events.put(new ReceivedEvent(read, record.receivedAt()), delivery);
    } catch (UnreadableJsonException e) {
      unreadable.add(delivery);
    }
  }

  /** Deliveries whose event is not stored any more: there is nothing to tell. */
  List<WaitingDelivery> gone() {
    return gone;
  }

  /** Deliveries whose event this version of the SDK cannot read. */
  List<WaitingDelivery> unreadable() {
    return unreadable;
  }

  Next next(Instant now) {
    EventOrder.Next next = order.next(events.keySet(), call, now);
    ReceivedEvent event = next.event();
    WaitingDelivery notice = notices.peek();
    if (notice != null
        && (event == null || event.event().occurredAt().isAfter(notice.occurredAt()))) {
      return new Next(notice, null, null);
    }
    return event == null
        ? new Next(null, null, next.notBefore())
        : new Next(events.get(event), event.event(), null);
  }

  void remove(WaitingDelivery delivery) {
    notices.remove(delivery);
    events.values().remove(delivery);
  }

  boolean isEmpty() {
    return events.isEmpty() && notices.isEmpty();
  }
}
