package inc.phone.webhooks.store;

import inc.phone.model.EventType;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.spi.Completion;
import inc.phone.webhooks.spi.DeliveryResult;
import inc.phone.webhooks.spi.EventChange;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.LeaseRequest;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.spi.WaitingDelivery;
import inc.phone.webhooks.store.DeliveryTables.Attempts;
import inc.phone.webhooks.store.Table.Column;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Leases lanes and takes them back, each in one transaction of a few statements. */
final class JdbcDeliveries {
  private static final Comparator<WaitingDelivery> ORDER =
      Comparator.comparing(WaitingDelivery::occurredAt)
          .thenComparingInt(WaitingDelivery::rank)
          .thenComparing(WaitingDelivery::id);

  private final Database database;
  private final DeliveryTables tables;
  private final TableWriter writer;
  private final JdbcLanes lanes;
  private final JdbcCalls calls;

  JdbcDeliveries(Database database, JdbcCalls calls) {
    this.database = database;
    this.tables = new DeliveryTables(database);
    this.writer = database.engine().writer();
    this.lanes = new JdbcLanes(database);
    this.calls = calls;
  }

  List<Lease> lease(LeaseRequest request) {
    return database.write(connection -> lease(connection, request));
  }

  /**
   * What waits is read after the lanes were locked and by a statement of its own: what a commit
   * added before, it has to see, because the lease takes away the time at which that was due. The
   * calls come last, so that none is older than its events.
   */
  private List<Lease> lease(Connection connection, LeaseRequest request) throws SQLException {
    List<LaneRow> taken = lanes.take(connection, request);
    if (taken.isEmpty()) {
      return List.of();
    }
    Map<LaneKey, List<WaitingDelivery>> waiting = waiting(connection, taken, request.perLane());
    List<String> callIds = taken.stream().map(row -> row.key().call().callId()).distinct().toList();
    Map<CallKey, StoredCall> stored = new HashMap<>();
    calls.load(connection, request.source(), callIds).forEach(call -> stored.put(call.key(), call));
    List<Lease> leases = new ArrayList<>(taken.size());
    for (LaneRow lane : taken) {
      CallKey call = lane.key().call();
      leases.add(
          new Lease(
              stored.getOrDefault(call, StoredCall.unseen(call)),
              lane.key().listener(),
              lane.fence(),
              request.until(),
              lane.progress(),
              waiting.getOrDefault(lane.key(), List.of())));
    }
    return leases;
  }

  private Map<LaneKey, List<WaitingDelivery>> waiting(
      Connection connection, List<LaneRow> taken, int perLane) throws SQLException {
    List<Column<LaneRow>> given = new ArrayList<>(DeliveryTables.laneKey(LaneRow::key));
    given.add(Table.number("most", lane -> (long) perLane));
    String sql =
        """
        SELECT d.source, d.call_id, d.listener, d.delivery_id, d.occurred_at, d.rank, d.received_at,
          d.attempts, d.not_before, e.type, e.occurred_at, e.received_at, e.late, e.body
        FROM {each} (
          SELECT * FROM {prefix}delivery
          WHERE source = given.source AND call_id = given.call_id AND listener = given.listener
            AND parked_at IS NULL
          ORDER BY occurred_at, rank, delivery_id LIMIT given.most) d
        LEFT JOIN {prefix}event e
          ON e.source = d.source AND e.call_id = d.call_id AND e.event_id = d.delivery_id""";
    Map<LaneKey, List<WaitingDelivery>> waiting = new HashMap<>();
    writer.query(
        connection,
        database.sql(sql),
        given,
        taken,
        row -> {
          CallKey call = new CallKey(row.getString(1), row.getString(2));
          LaneKey lane = new LaneKey(call, row.getString(3));
          return waiting.computeIfAbsent(lane, key -> new ArrayList<>()).add(waiting(row));
        });
    waiting.values().forEach(lane -> lane.sort(ORDER));
    return waiting;
  }

  private static WaitingDelivery waiting(ResultSet row) throws SQLException {
    String id = row.getString(4);
    byte[] body = row.getBytes(14);
    EventChange event =
        body == null
            ? null
            : new EventChange(
                new EventRecord(
                    id,
                    EventType.of(row.getString(10)),
                    Listing.instant(row.getLong(11)),
                    Listing.instant(row.getLong(12)),
                    row.getLong(13) != 0),
                body);
    return new WaitingDelivery(
        id,
        Listing.instant(row.getLong(5)),
        row.getInt(6),
        Listing.instant(row.getLong(7)),
        row.getInt(8),
        Row.readTime(row, 9),
        event);
  }

  List<Boolean> complete(List<Completion> completions) {
    return database.write(connection -> complete(connection, completions));
  }

  /** Locks the lanes first: from there on the fence says who may write, and nobody else does. */
  List<Boolean> complete(Connection connection, List<Completion> completions) throws SQLException {
    Map<LaneKey, LaneRow> locked = new HashMap<>();
    List<LaneKey> keys = completions.stream().map(done -> LaneKey.of(done.lease())).toList();
    lanes.lock(connection, keys).forEach(lane -> locked.put(lane.key(), lane));
    List<LaneRow> givenBack = new ArrayList<>();
    List<DeliveryKey> delivered = new ArrayList<>();
    List<Attempts> attempts = new ArrayList<>();
    List<Boolean> answers = new ArrayList<>();
    for (Completion completion : completions) {
      LaneKey key = LaneKey.of(completion.lease());
      LaneRow lane = locked.get(key);
      boolean held = lane != null && lane.isHeldBy(completion.lease());
      answers.add(held);
      if (lane != null && held) {
        DeliveryResult result = completion.result();
        givenBack.add(lane.givenBack(result));
        result.delivered().forEach(id -> delivered.add(new DeliveryKey(key, id)));
        result.parked().forEach(parked -> attempts.add(Attempts.of(key, parked)));
        Optional.ofNullable(result.retry())
            .ifPresent(retry -> attempts.add(Attempts.of(key, retry)));
      }
    }
    lanes.write(connection, givenBack);
    writer.delete(connection, tables.deliveries, delivered);
    writer.update(connection, tables.attempts, attempts);
    return answers;
  }
}
