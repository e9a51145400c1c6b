package inc.phone.webhooks;

import inc.phone.number.E164;
import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.call.MatchStatus;
import inc.phone.webhooks.spi.CallNotice;
import inc.phone.webhooks.spi.DeliveryChange;
import inc.phone.webhooks.spi.OwedDelivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Says what a change of a call means for listeners and for the matcher.
 *
 * <p>While a call waits for its first lookup, its lanes come due {@link #LOOKUP_WINDOW} after that
 * wait began, or when the lookup is decided, whichever is first. So a lookup that hangs needs
 * nobody to interrupt it, and one that is quick is seen by the first delivery.
 */
final class DeliveryPlan {
  /** How long listeners wait for the first lookup of a call. */
  static final Duration LOOKUP_WINDOW = Duration.ofSeconds(1);

  private static final int NOTICE_RANK = 100;

  private final List<ListenerSpec> listeners;
  private final boolean matching;
  private final Clock clock;

  /**
   * @param matching whether lookups have lanes
   */
  DeliveryPlan(List<ListenerSpec> listeners, boolean matching, Clock clock) {
    this.listeners = List.copyOf(listeners);
    this.matching = matching;
    this.clock = clock;
  }

  /** What is owed to nobody, for stores that keep no deliveries. */
  static DeliveryPlan none() {
    return new DeliveryPlan(List.of(), false, Clock.systemUTC());
  }

  boolean hasListeners() {
    return !listeners.isEmpty();
  }

  /**
   * What new events mean.
   *
   * @param version the version that the change makes
   * @param numberBefore the number that waited for its lookup before
   * @param after the call with the events
   * @param events the events that are new
   * @param mayRelease whether others may have waited for one of them
   */
  DeliveryChange ofEvents(
      long version,
      Optional<E164> numberBefore,
      CallProjection after,
      Collection<EventRecord> events,
      boolean mayRelease) {
    if (!matching && listeners.isEmpty()) {
      return DeliveryChange.NONE;
    }
    Instant now = now();
    List<OwedDelivery> owed = new ArrayList<>();
    if (matching) {
      oweLookup(version, numberBefore, after, now, owed);
    }
    Instant dueAt =
        after
            .pendingSince()
            .map(since -> since.plus(LOOKUP_WINDOW))
            .filter(now::isBefore)
            .orElse(now);
    for (EventRecord event : events) {
      for (ListenerSpec listener : listeners) {
        if (listener.wants(event.type())) {
          owed.add(
              new OwedDelivery(
                  listener.name(),
                  event.id(),
                  event.occurredAt(),
                  event.rank(),
                  event.receivedAt(),
                  dueAt));
        }
      }
    }
    boolean wakes = mayRelease && hasListeners();
    return owed.isEmpty() && !wakes
        ? DeliveryChange.NONE
        : new DeliveryChange(owed, null, wakes ? dueAt : null);
  }

  /**
   * What another customer means.
   *
   * @param version the version that the change makes
   * @param before the call as it was
   * @param numberBefore the number that waited for its lookup before
   * @param after the call as it is
   */
  DeliveryChange ofCustomer(
      long version, CallRecord before, Optional<E164> numberBefore, CallProjection after) {
    if (!matching && listeners.isEmpty()) {
      return DeliveryChange.NONE;
    }
    Instant now = now();
    List<OwedDelivery> owed = new ArrayList<>();
    if (matching) {
      oweLookup(version, numberBefore, after, now, owed);
    }
    CallRecord record = CallRecord.of(before.key(), after);
    boolean known = record.customerId() != null && !record.customerId().equals(before.customerId());
    boolean decided =
        before.match() == MatchStatus.PENDING && record.match() != MatchStatus.PENDING;
    return new DeliveryChange(
        owed,
        known && hasListeners()
            ? new CallNotice(LaneQueue.NOTICE + version, now, NOTICE_RANK)
            : null,
        decided && hasListeners() ? now : null);
  }

  /**
   * The version makes the id new, so that an answer for an old number leaves it alone. A call that
   * waited before lookups were configured begins to wait now.
   */
  private static void oweLookup(
      long version,
      Optional<E164> numberBefore,
      CallProjection after,
      Instant now,
      List<OwedDelivery> owed) {
    boolean waited = after.pendingSince().isPresent();
    after.notePending(now);
    Optional<E164> number = after.numberToLookUp();
    if (number.isPresent() && !(waited && number.equals(numberBefore))) {
      String id = MatchLane.NAME + "-" + version;
      owed.add(new OwedDelivery(MatchLane.NAME, id, now, 0, now, now));
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
