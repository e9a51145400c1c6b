package inc.phone.webhooks;

import inc.phone.webhooks.call.EventOrder;
import inc.phone.webhooks.spi.DeliveryResult;
import inc.phone.webhooks.spi.DeliveryResult.Parked;
import inc.phone.webhooks.spi.DeliveryResult.Retry;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.WaitingDelivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a lease so far. */
final class LaneOutcome {
  private final List<String> delivered = new ArrayList<>();
  private final List<Parked> parked = new ArrayList<>();
  private @Nullable String progress;
  private boolean over;

  LaneOutcome(Lease lease) {
    this.progress = lease.progress();
  }

  private LaneOutcome(LaneOutcome other) {
    delivered.addAll(other.delivered);
    parked.addAll(other.parked);
    progress = other.progress;
  }

  void delivered(WaitingDelivery delivery) {
    delivered.add(delivery.id());
  }

  void parked(WaitingDelivery delivery, Instant at, int attempts, String failure) {
    parked.add(new Parked(delivery.id(), at, attempts, failure));
  }

  /** What it will be if this delivery succeeds. */
  LaneOutcome with(WaitingDelivery delivery, @Nullable PhoneEvent event) {
    LaneOutcome after = new LaneOutcome(this);
    after.delivered(delivery);
    if (event != null) {
      after.progress = EventOrder.mark(progress, event);
    }
    return after;
  }

  void take(LaneOutcome after) {
    delivered.clear();
    delivered.addAll(after.delivered);
    progress = after.progress;
  }

  DeliveryResult result(@Nullable Instant dueAt) {
    return new DeliveryResult(delivered, parked, null, dueAt, progress);
  }

  DeliveryResult retry(String id, int attempts, Instant notBefore) {
    return new DeliveryResult(
        delivered, parked, new Retry(id, attempts, notBefore), notBefore, progress);
  }

  boolean isProgress() {
    return !delivered.isEmpty() || !parked.isEmpty();
  }

  @Nullable String progress() {
    return progress;
  }

  void end() {
    over = true;
  }

  boolean isOver() {
    return over;
  }
}
