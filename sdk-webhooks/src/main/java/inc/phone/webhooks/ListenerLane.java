package inc.phone.webhooks;

import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.EventOrder;
import inc.phone.webhooks.spi.DeliveryContext;
import inc.phone.webhooks.spi.DeliveryResult;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.Telemetry;
import inc.phone.webhooks.spi.WaitingDelivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one listener of one call what waits for it: in order, one at a time, until something fails,
 * has to wait, or a third of the lease is used up, so that every attempt has two thirds of it.
 */
final class ListenerLane implements LaneWorker {
  private static final Logger LOG = LoggerFactory.getLogger(ListenerLane.class);

  /** A call that this version cannot read is left to nodes that can. */
  private static final Duration UNREADABLE_PAUSE = Duration.ofMinutes(1);

  private final String name;
  private final Teller teller;
  private final DeliveryOptions options;
  private final int perLane;
  private final Clock clock;
  private final Observer observer;

  ListenerLane(
      String name,
      Teller teller,
      DeliveryOptions options,
      int perLane,
      Clock clock,
      Observer observer) {
    this.name = name;
    this.teller = teller;
    this.options = options;
    this.perLane = perLane;
    this.clock = clock;
    this.observer = observer;
  }

  @Override
  public Optional<DeliveryResult> work(Lease lease, BooleanSupplier closing) {
    CallProjection projection;
    try {
      projection = CallProjection.decode(lease.call().state());
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("call", lease.key())
          .addKeyValue("failure", Failure.of(e))
          .log("what is stored of this call cannot be read, maybe another version wrote it");
      return Optional.of(DeliveryResult.nothing(now().plus(UNREADABLE_PAUSE)));
    }
    LaneQueue queue = new LaneQueue(lease, projection, options.order);
    CallRecord call = CallRecord.of(lease.key(), projection);
    return new Run(lease, queue, call, new LaneOutcome(lease)).run(closing);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** The work on one lease. */
  private final class Run {
    private final Lease lease;
    private final LaneQueue queue;
    private final CallRecord call;
    private final LaneOutcome outcome;

    Run(Lease lease, LaneQueue queue, CallRecord call, LaneOutcome outcome) {
      this.lease = lease;
      this.queue = queue;
      this.call = call;
      this.outcome = outcome;
    }

    Optional<DeliveryResult> run(BooleanSupplier closing) {
      queue.gone().forEach(outcome::delivered);
      queue.unreadable().forEach(waiting -> park(waiting, "unreadable"));
      Instant lastStart = lease.until().minus(options.attemptTime());
      boolean first = true;
      while (true) {
        Instant now = now();
        LaneQueue.Next next = queue.next(now);
        WaitingDelivery delivery = next.delivery();
        if (delivery == null) {
          boolean mayBeMore = lease.waiting().size() >= perLane && outcome.isProgress();
          return Optional.of(outcome.result(mayBeMore ? now : next.notBefore()));
        }
        if (delivery.notBefore() != null && delivery.notBefore().isAfter(now)) {
          return Optional.of(outcome.result(delivery.notBefore()));
        }
        boolean enough = now.isAfter(lastStart) || Thread.currentThread().isInterrupted();
        if (closing.getAsBoolean() || (!first && enough)) {
          return Optional.of(outcome.result(now));
        }
        queue.remove(delivery);
        if (next.event() == null && outcome.progress() == null) {
          outcome.delivered(delivery); // the listener was told of nothing yet: no news to it
          continue;
        }
        first = false;
        Optional<DeliveryResult> end = attempt(delivery, next.event());
        if (outcome.isOver()) {
          return end;
        }
      }
    }

    /** Makes an attempt; if the lane is over with it, says what to complete, if anything. */
    private Optional<DeliveryResult> attempt(WaitingDelivery delivery, @Nullable PhoneEvent event) {
      int attempt = delivery.attempts() + 1;
      boolean late = event != null && EventOrder.isLate(outcome.progress(), event);
      DeliveryContext context =
          new DeliveryContext(name, delivery.id(), lease.fence(), attempt, late);
      try {
        LaneOutcome after = outcome.with(delivery, event);
        boolean more = !queue.isEmpty() || lease.waiting().size() >= perLane;
        Teller.Told told =
            teller.tell(lease, after.result(more ? now() : null), event, call, context);
        if (told == Teller.Told.LOST) {
          LOG.atInfo()
              .addKeyValue("lane", lease)
              .log("the lease was lost; the effect was rolled back");
        } else {
          observer.tell(telemetry -> telemetry.delivered(name, attempt));
        }
        outcome.take(after);
        if (told != Teller.Told.OPEN) {
          outcome.end();
        }
        return Optional.empty();
      } catch (Teller.StoreTroubleException e) {
        return troubled(delivery, e);
      } catch (Throwable e) {
        // A listener may throw anything; whatever it is, other lanes must not notice.
        return failed(delivery, attempt, e);
      }
    }

    /**
     * The attempt does not count. If all was done after all, the lease is gone and this changes
     * nothing. No wait grows here: as long as the store is away, nothing can be leased anyway.
     */
    private Optional<DeliveryResult> troubled(WaitingDelivery delivery, Throwable trouble) {
      LOG.atWarn()
          .addKeyValue("lane", lease)
          .addKeyValue("failure", Failure.of(trouble))
          .log("the store is in trouble; the delivery is tried again");
      LOG.debug("the store is in trouble", trouble);
      return again(delivery, delivery.attempts(), options.retries.delay(1));
    }

    private Optional<DeliveryResult> failed(
        WaitingDelivery delivery, int attempts, Throwable thrown) {
      LOG.atWarn()
          .addKeyValue("lane", lease)
          .addKeyValue("attempt", attempts)
          .addKeyValue("failure", Failure.of(thrown))
          .log("a listener failed");
      LOG.debug("a listener failed", thrown);
      observer.tell(telemetry -> telemetry.deliveryFailed(name, attempts));
      if (options.retries.isOver(attempts)) {
        park(delivery, Failure.of(thrown));
        return Optional.empty();
      }
      return again(delivery, attempts, options.retries.delay(attempts));
    }

    private Optional<DeliveryResult> again(WaitingDelivery delivery, int attempts, Duration delay) {
      Instant notBefore = now().plus(delay).truncatedTo(ChronoUnit.MICROS);
      outcome.end();
      return Optional.of(outcome.retry(delivery.id(), attempts, notBefore));
    }

    private void park(WaitingDelivery delivery, String failure) {
      LOG.atWarn()
          .addKeyValue("lane", lease)
          .addKeyValue("failure", failure)
          .log("a delivery is parked");
      outcome.parked(delivery, now(), delivery.attempts() + 1, failure);
      observer.tell((Telemetry telemetry) -> telemetry.parked(name));
    }
  }
}
