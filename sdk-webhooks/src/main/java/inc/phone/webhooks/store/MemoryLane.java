package inc.phone.webhooks.store;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.DeliveryResult;
import inc.phone.webhooks.spi.OwedDelivery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One lane of the store in memory. Guarded by the store's lock. */
final class MemoryLane {
  private static final Comparator<OwedDelivery> ORDER =
      Comparator.comparing(OwedDelivery::occurredAt)
          .thenComparingInt(OwedDelivery::rank)
          .thenComparing(OwedDelivery::id);

  /** A delivery and what happened to it so far. */
  record Delivery(
      OwedDelivery owed,
      int attempts,
      @Nullable Instant notBefore,
      DeliveryResult.@Nullable Parked parked) {}

  final CallKey key;
  final String listener;
  private final Map<String, Delivery> deliveries = new TreeMap<>();
  private long fence;
  private @Nullable Instant leasedUntil;
  private @Nullable Instant dueAt;
  private @Nullable String progress;

  MemoryLane(CallKey key, String listener) {
    this.key = key;
    this.listener = listener;
  }

  void owe(OwedDelivery owed) {
    deliveries.putIfAbsent(owed.id(), new Delivery(owed, 0, null, null));
    wake(owed.dueAt());
  }

  boolean owes(String id) {
    return deliveries.containsKey(id);
  }

  /** Nothing is owed any more, and no lease counts. */
  void end() {
    deliveries.clear();
    leasedUntil = null;
    dueAt = null;
  }

  void wake(Instant at) {
    dueAt = earlier(dueAt, at);
  }

  boolean isLeasedOrDue() {
    return leasedUntil != null || dueAt != null;
  }

  /** When the lane can be taken: while it is leased, what it is due at has to wait. */
  @Nullable Instant readyAt() {
    return leasedUntil != null ? leasedUntil : dueAt;
  }

  void lease(Instant until) {
    fence++;
    leasedUntil = until;
    dueAt = null;
  }

  boolean complete(long leaseFence, DeliveryResult result) {
    if (leasedUntil == null || fence != leaseFence) {
      return false;
    }
    leasedUntil = null;
    dueAt = earlier(dueAt, result.dueAt());
    progress = result.progress() == null ? progress : result.progress();
    result.delivered().forEach(deliveries::remove);
    for (DeliveryResult.Parked parked : result.parked()) {
      deliveries.computeIfPresent(
          parked.id(), (id, known) -> new Delivery(known.owed(), parked.attempts(), null, parked));
    }
    DeliveryResult.Retry retry = result.retry();
    if (retry != null) {
      deliveries.computeIfPresent(
          retry.id(),
          (id, known) -> new Delivery(known.owed(), retry.attempts(), retry.notBefore(), null));
    }
    return true;
  }

  boolean replay(String id, Instant at) {
    Delivery known = deliveries.get(id);
    if (known == null || known.parked() == null) {
      return false;
    }
    deliveries.put(id, new Delivery(known.owed(), 0, null, null));
    wake(at);
    return true;
  }

  List<Delivery> parked() {
    return deliveries.values().stream().filter(delivery -> delivery.parked() != null).toList();
  }

  List<Delivery> waiting(int limit) {
    List<Delivery> waiting = new ArrayList<>(deliveries.values());
    waiting.removeIf(delivery -> delivery.parked() != null);
    waiting.sort(Comparator.comparing(Delivery::owed, ORDER));
    return waiting.subList(0, Math.min(limit, waiting.size()));
  }

  long fence() {
    return fence;
  }

  @Nullable String progress() {
    return progress;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }
}
