package inc.phone.webhooks.store;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CallNotice;
import inc.phone.webhooks.spi.OwedDelivery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a transaction owes: each lane and each delivery once, in the order of their keys. */
final class OwedBatch {
  private final Map<LaneKey, Instant> due = new TreeMap<>();
  private final Map<DeliveryKey, OwedDelivery> deliveries = new TreeMap<>();

  void owe(CallKey call, OwedDelivery owed) {
    LaneKey lane = new LaneKey(call, owed.listener());
    deliveries.putIfAbsent(new DeliveryKey(lane, owed.id()), owed);
    wake(lane, owed.dueAt());
  }

  /**
   * Owes what a change says.
   *
   * @param lanes the lanes of the call that are there, if the change speaks of others than its own
   */
  void owe(CallChange change, List<LaneRow> lanes) {
    CallKey call = change.key();
    change.deliveries().owed().forEach(owed -> owe(call, owed));
    CallNotice notice = change.deliveries().notice();
    if (notice != null) {
      lanes.stream()
          .filter(lane -> lane.fence() > 0 && !lane.key().listener().startsWith("~"))
          .forEach(lane -> owe(call, notice.owedTo(lane.key().listener())));
    }
    Instant wakesAt = change.deliveries().wakesAt();
    if (wakesAt != null) {
      lanes.stream().filter(LaneRow::isLeasedOrDue).forEach(lane -> wake(lane.key(), wakesAt));
      due.replaceAll((lane, at) -> lane.call().equals(call) ? earlier(at, wakesAt) : at);
    }
  }

  private void wake(LaneKey lane, Instant at) {
    due.merge(lane, at, OwedBatch::earlier);
  }

  List<DeliveryTables.Due> due() {
    return due.entrySet().stream()
        .map(lane -> new DeliveryTables.Due(lane.getKey(), lane.getValue()))
        .toList();
  }

  List<DeliveryTables.Owed> deliveries() {
    return deliveries.entrySet().stream()
        .map(owed -> new DeliveryTables.Owed(owed.getKey(), owed.getValue()))
        .toList();
  }

  private static Instant earlier(Instant one, Instant other) {
    return other.isBefore(one) ? other : one;
  }
}
