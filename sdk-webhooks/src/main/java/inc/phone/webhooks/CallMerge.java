package inc.phone.webhooks;

import inc.phone.number.E164;
import inc.phone.webhooks.IngestTicket.Outcome;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.EventOrder;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.DeliveryChange;
import inc.phone.webhooks.spi.EventChange;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.spi.Telemetry;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Merges events into what is stored of their call. Pure. */
final class CallMerge {
  /** Longest stored state of one call; what would make it longer is refused. */
  static final int MAX_STATE_BYTES = 16 * 1024 * 1024;

  private final Function<@Nullable String, Optional<E164>> partyNumber;
  private final DeliveryPlan plan;

  /**
   * @param partyNumber finds the number that can be looked up in what a sender gave
   */
  CallMerge(Function<@Nullable String, Optional<E164>> partyNumber, DeliveryPlan plan) {
    this.partyNumber = partyNumber;
    this.plan = plan;
  }

  Merged merge(StoredCall stored, List<IngestTicket> tickets) {
    CallProjection projection = CallProjection.decode(stored.state());
    Map<IngestTicket, Outcome> outcomes = new LinkedHashMap<>();
    Map<String, EventChange> events = new LinkedHashMap<>();
    Optional<E164> numberBefore = projection.numberToLookUp();
    Set<String> fresh = new HashSet<>();
    boolean mayRelease = false;
    for (IngestTicket ticket : tickets) {
      PhoneEvent event = ticket.event();
      boolean late = projection.isOvertaken(event);
      boolean others = plan.hasListeners() && EventOrder.mayRelease(event.type(), projection);
      CallProjection.Outcome outcome = projection.merge(event);
      ticket.late = late && outcome == CallProjection.Outcome.NEW;
      ticket.differs =
          outcome == CallProjection.Outcome.CORRECTION
              || outcome == CallProjection.Outcome.AMENDMENT;
      if (outcome == CallProjection.Outcome.NEW) {
        fresh.add(event.id());
        mayRelease |= others;
      }
      outcomes.put(ticket, isRepeat(outcome) ? Outcome.DUPLICATE : Outcome.ACCEPTED);
      if (outcome == CallProjection.Outcome.NEW || outcome == CallProjection.Outcome.CORRECTION) {
        events.merge(event.id(), record(ticket, late), CallMerge::corrected);
      }
    }
    projection.setPartyNumber(partyNumber.apply(projection.party()));
    List<EventRecord> owed =
        events.values().stream()
            .map(EventChange::event)
            .filter(event -> fresh.contains(event.id()))
            .toList();
    DeliveryChange deliveries =
        plan.ofEvents(stored.version() + 1, numberBefore, projection, owed, mayRelease);
    return Merged.of(stored, projection, outcomes, List.copyOf(events.values()), deliveries);
  }

  private static boolean isRepeat(CallProjection.Outcome outcome) {
    return switch (outcome) {
      case REPEAT, AMENDMENT, CORRECTION -> true;
      case NEW, UNCOUNTED -> false;
    };
  }

  private static EventChange record(IngestTicket ticket, boolean late) {
    PhoneEvent event = ticket.event();
    return new EventChange(
        new EventRecord(event.id(), event.type(), event.occurredAt(), ticket.receivedAt(), late),
        event.body());
  }

  /** Both copies came in one batch: receipt and lateness are those of the first. */
  private static EventChange corrected(EventChange first, EventChange now) {
    EventRecord kept = first.event();
    EventRecord event = now.event();
    return new EventChange(
        new EventRecord(
            event.id(), event.type(), event.occurredAt(), kept.receivedAt(), kept.late()),
        now.body());
  }

  /** A call with its next state. */
  static final class Merged {
    private final Map<IngestTicket, Outcome> outcomes;
    private final CallChange change;
    private final boolean unchanged;

    private Merged(Map<IngestTicket, Outcome> outcomes, CallChange change, boolean unchanged) {
      this.outcomes = outcomes;
      this.change = change;
      this.unchanged = unchanged;
    }

    private static Merged of(
        StoredCall stored,
        CallProjection projection,
        Map<IngestTicket, Outcome> outcomes,
        List<EventChange> events,
        DeliveryChange deliveries) {
      CallKey key = stored.key();
      byte[] state = projection.encode();
      CallRecord call = CallRecord.of(key, projection);
      CallChange change = new CallChange(stored.version(), state, call, events, deliveries);
      return new Merged(outcomes, change, Arrays.equals(state, stored.state()));
    }

    List<IngestTicket> tickets() {
      return List.copyOf(outcomes.keySet());
    }

    CallChange change() {
      return change;
    }

    boolean isUnchanged() {
      return unchanged;
    }

    boolean isTooLarge() {
      return change.state().length > MAX_STATE_BYTES;
    }

    void decideAll(Observer observer) {
      outcomes.forEach(
          (ticket, outcome) -> {
            observer.tell(telemetry -> tell(telemetry, ticket, outcome));
            ticket.decide(outcome);
          });
    }

    /** The senders have delivered, and that is all anybody is going to know of it. */
    void decideErased(Observer observer) {
      for (IngestTicket ticket : outcomes.keySet()) {
        observer.tell(telemetry -> telemetry.erased(ticket.event().type()));
        ticket.decide(Outcome.DUPLICATE);
      }
    }

    private static void tell(Telemetry telemetry, IngestTicket ticket, Outcome outcome) {
      if (outcome == Outcome.DUPLICATE) {
        telemetry.duplicate(ticket.event().type(), ticket.differs);
      } else {
        telemetry.accepted(ticket.event().type());
      }
      if (ticket.late) {
        telemetry.late(ticket.event().type());
      }
    }
  }
}
