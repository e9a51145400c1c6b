package inc.phone.webhooks.store;

import inc.phone.model.EventType;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.Page;
import inc.phone.webhooks.spi.ParkedDelivery;
import inc.phone.webhooks.store.DeliveryTables.Attempts;
import inc.phone.webhooks.store.DeliveryTables.Due;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Lists parked deliveries and puts them back into their lanes. */
final class JdbcParked {
  private final Database database;
  private final DeliveryTables tables;
  private final TableWriter writer;
  private final JdbcLanes lanes;

  JdbcParked(Database database) {
    this.database = database;
    this.tables = new DeliveryTables(database);
    this.writer = database.engine().writer();
    this.lanes = new JdbcLanes(database);
  }

  Page<ParkedDelivery> list(
      String source, @Nullable String listener, int limit, @Nullable String cursor) {
    Listing.requireLimit(limit);
    List<ParkedDelivery> rows = list(source, listener, limit + 1, Cursor.decode(cursor, 3));
    return Listing.page(rows, limit, Cursor::of);
  }

  private List<ParkedDelivery> list(
      String source, @Nullable String listener, int rows, @Nullable Cursor after) {
    Conditions where =
        new Conditions("d.source = ? AND d.parked_at IS NOT NULL", row -> row.wanted(source))
            .and("d.listener = ?", listener, Row::wanted)
            .and(
                "(d.parked_at, d.call_id, d.listener, d.delivery_id) < (?, ?, ?, ?)",
                after,
                (row, last) ->
                    row.number(last.sortedAt()).text(last.id(0)).text(last.id(1)).text(last.id(2)));
    return database.select(
        """
        SELECT d.call_id, d.listener, d.delivery_id, e.type, d.occurred_at, d.parked_at, d.attempts,
          d.failure
        FROM {prefix}delivery d LEFT JOIN {prefix}event e
          ON e.source = d.source AND e.call_id = d.call_id AND e.event_id = d.delivery_id
        WHERE %s
        ORDER BY d.parked_at DESC, d.call_id DESC, d.listener DESC, d.delivery_id DESC LIMIT ?"""
            .formatted(where),
        row -> where.bind(row).number((long) rows),
        row -> parked(source, row));
  }

  private static ParkedDelivery parked(String source, ResultSet row) throws SQLException {
    String type = row.getString(4);
    return new ParkedDelivery(
        new CallKey(source, row.getString(1)),
        row.getString(2),
        row.getString(3),
        type == null ? null : EventType.of(type),
        Listing.instant(row.getLong(5)),
        Listing.instant(row.getLong(6)),
        row.getInt(7),
        row.getString(8));
  }

  boolean replay(CallKey key, String listener, String id, Instant dueAt) {
    if (!Listing.isStorable(key.callId() + listener + id)) {
      return false;
    }
    DeliveryKey delivery = new DeliveryKey(new LaneKey(key, listener), id);
    return database.write(connection -> replay(connection, Set.of(delivery), dueAt)) == 1;
  }

  /** Page by page, from the newest to older ones: what is parked again meanwhile is not seen. */
  int replayAll(String source, @Nullable String listener, Instant dueAt) {
    int replayed = 0;
    Cursor last = null;
    List<ParkedDelivery> page;
    do {
      page = list(source, listener, CallQueries.MAX_LIMIT, last);
      Set<DeliveryKey> keys = new TreeSet<>();
      for (ParkedDelivery parked : page) {
        keys.add(new DeliveryKey(new LaneKey(parked.key(), parked.listener()), parked.id()));
        last = Cursor.of(parked);
      }
      replayed += database.<Integer>write(connection -> replay(connection, keys, dueAt));
    } while (page.size() == CallQueries.MAX_LIMIT);
    return replayed;
  }

  private int replay(Connection connection, Set<DeliveryKey> keys, Instant dueAt)
      throws SQLException {
    Set<LaneKey> laneKeys = new TreeSet<>();
    keys.forEach(key -> laneKeys.add(key.lane()));
    lanes.lock(connection, laneKeys);
    String sql =
        """
        SELECT d.* FROM {each} (
          SELECT source, call_id, listener, delivery_id FROM {prefix}delivery
          WHERE source = given.source AND call_id = given.call_id AND listener = given.listener
            AND delivery_id = given.delivery_id AND parked_at IS NOT NULL) d""";
    List<DeliveryKey> parked =
        writer.query(
            connection,
            database.sql(sql),
            tables.deliveries.key(),
            List.copyOf(keys),
            JdbcParked::key);
    Set<LaneKey> woken = new TreeSet<>();
    parked.forEach(key -> woken.add(key.lane()));
    writer.update(connection, tables.attempts, parked.stream().map(Attempts::none).toList());
    writer.upsert(
        connection, tables.due, woken.stream().map(lane -> new Due(lane, dueAt)).toList());
    return parked.size();
  }

  private static DeliveryKey key(ResultSet row) throws SQLException {
    CallKey call = new CallKey(row.getString(1), row.getString(2));
    return new DeliveryKey(new LaneKey(call, row.getString(3)), row.getString(4));
  }
}
