package inc.phone.webhooks;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.DeliveryChange;
import inc.phone.webhooks.spi.DeliveryResult;
import inc.phone.webhooks.spi.DeliveryStore;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.OwedDelivery;
import inc.phone.webhooks.spi.PastEvents;
import inc.phone.webhooks.spi.WaitingDelivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Owes a new listener what was received before it was known: once per name, by one node at a time,
 * page by page, going on after a crash where it was.
 *
 * <p>That it began is noted like an event without a call, under a key that no event can have; the
 * commit that makes the note owes the SDK itself one delivery, whose lane has the progress.
 */
final class PastLane implements LaneWorker {
  private static final String NAME = "~from:";
  private static final int PAGE = 500;

  private final ListenerSpec listener;
  private final Instant from;
  private final String source;
  private final DeliveryStore store;
  private final Clock clock;

  PastLane(ListenerSpec listener, String source, DeliveryStore store, Clock clock) {
    this.listener = listener;
    this.from = Objects.requireNonNull(listener.from(), "from");
    this.source = source;
    this.store = store;
    this.clock = clock;
  }

  String name() {
    return NAME + listener.name();
  }

  /** Begins, unless that was done before, by whatever node. */
  void begin() {
    CallKey key = CallKey.withoutCall(source, name());
    if (store.load(List.of(key)).get(0).version() > 0) {
      return;
    }
    Instant now = now();
    CallProjection nothing = new CallProjection();
    OwedDelivery owed = new OwedDelivery(name(), NAME, now, 0, now, now);
    CallChange change =
        new CallChange(
            0,
            nothing.encode(),
            CallRecord.of(key, nothing),
            List.of(),
            new DeliveryChange(List.of(owed), null, null));
    CommitResult result = store.commit(List.of(change)).get(0);
    if (result == CommitResult.REFUSED) {
      throw new IllegalStateException("the store refuses the note that a listener began");
    }
  }

  @Override
  public Optional<DeliveryResult> work(Lease lease, BooleanSupplier closing) {
    if (lease.waiting().isEmpty()) {
      return Optional.of(DeliveryResult.nothing(null));
    }
    WaitingDelivery began = lease.waiting().get(0);
    Duration half = Duration.between(now(), lease.until()).dividedBy(2);
    Instant stopAt = lease.until().minus(half);
    Optional<String> cursor = Optional.ofNullable(lease.progress());
    do {
      if (closing.getAsBoolean() || now().isAfter(stopAt)) {
        return Optional.of(
            new DeliveryResult(List.of(), List.of(), null, now(), cursor.orElse(null)));
      }
      PastEvents page =
          new PastEvents(
              source,
              listener.name(),
              listener.wanted(),
              from,
              began.receivedAt(),
              now(),
              PAGE,
              cursor.orElse(null));
      cursor = store.owePast(page);
    } while (cursor.isPresent());
    return Optional.of(new DeliveryResult(List.of(began.id()), List.of(), null, null, null));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
