package inc.phone.webhooks.store;

import static inc.phone.webhooks.store.Table.number;
import static inc.phone.webhooks.store.Table.text;
import static inc.phone.webhooks.store.Table.time;

import inc.phone.webhooks.spi.DeliveryResult;
import inc.phone.webhooks.spi.OwedDelivery;
import inc.phone.webhooks.store.Table.Column;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is written where when something is owed, leased, or given back. */
final class DeliveryTables {
  /** A lane, to be made if it is missing, and when it is due at the latest. */
  record Due(LaneKey lane, Instant at) {}

  /** A delivery that is new, unless it is there. */
  record Owed(DeliveryKey key, OwedDelivery delivery) {}

  /** What became of a delivery so far. */
  record Attempts(
      DeliveryKey key,
      long count,
      @Nullable Instant notBefore,
      @Nullable Instant parkedAt,
      @Nullable String failure) {
    static Attempts none(DeliveryKey key) {
      return new Attempts(key, 0, null, null, null);
    }

    static Attempts of(LaneKey lane, DeliveryResult.Retry retry) {
      DeliveryKey key = new DeliveryKey(lane, retry.id());
      return new Attempts(key, retry.attempts(), retry.notBefore(), null, null);
    }

    static Attempts of(LaneKey lane, DeliveryResult.Parked parked) {
      DeliveryKey key = new DeliveryKey(lane, parked.id());
      return new Attempts(key, parked.attempts(), null, parked.at(), parked.failure());
    }
  }

  final Table<LaneRow> lanes;
  final Table<Due> due;
  final Table<Owed> owed;
  final Table<Attempts> attempts;
  final Table<DeliveryKey> deliveries;

  DeliveryTables(Database database) {
    String lane = database.sql("{prefix}lane");
    String delivery = database.sql("{prefix}delivery");
    this.lanes =
        new Table<>(
            lane,
            laneKey(LaneRow::key),
            List.of(),
            List.of(
                number("fence", LaneRow::fence),
                time("due_at", LaneRow::dueAt),
                time("leased_until", LaneRow::leasedUntil),
                text("node", LaneRow::node),
                text("progress", LaneRow::progress)));
    this.due =
        new Table<>(
            lane,
            laneKey(Due::lane),
            List.of(number("fence", row -> 0L)),
            List.of(time("due_at", Due::at)),
            "t.due_at IS NULL OR excluded.due_at < t.due_at");
    this.owed =
        new Table<>(
            delivery,
            deliveryKey(Owed::key),
            List.of(
                time("occurred_at", row -> row.delivery().occurredAt()),
                number("rank", row -> (long) row.delivery().rank()),
                time("received_at", row -> row.delivery().receivedAt()),
                number("attempts", row -> 0L)),
            List.of());
    this.attempts =
        new Table<>(
            delivery,
            deliveryKey(Attempts::key),
            List.of(),
            List.of(
                number("attempts", Attempts::count),
                time("not_before", Attempts::notBefore),
                time("parked_at", Attempts::parkedAt),
                text("failure", Attempts::failure)));
    this.deliveries = new Table<>(delivery, deliveryKey(Function.identity()), List.of(), List.of());
  }

  static <T> List<Column<T>> laneKey(Function<T, LaneKey> lane) {
    return List.of(
        text("source", row -> lane.apply(row).call().source()),
        text("call_id", row -> lane.apply(row).call().callId()),
        text("listener", row -> lane.apply(row).listener()));
  }

  private static <T> List<Column<T>> deliveryKey(Function<T, DeliveryKey> key) {
    List<Column<T>> columns = new ArrayList<>(laneKey(row -> key.apply(row).lane()));
    columns.add(text("delivery_id", row -> key.apply(row).id()));
    return columns;
  }
}
