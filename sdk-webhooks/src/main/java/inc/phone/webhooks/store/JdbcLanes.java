package inc.phone.webhooks.store;

import static inc.phone.webhooks.store.Table.number;
import static inc.phone.webhooks.store.Table.text;
import static inc.phone.webhooks.store.Table.time;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.LeaseRequest;
import inc.phone.webhooks.store.Table.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads lanes to change them.
 *
 * <p>The row of a lane guards its deliveries, too: whoever writes any of these has the lane locked,
 * and lanes are locked after calls, in the order of their keys. So nobody can deadlock, and
 * statements that come after the lock see whatever was written before it.
 */
final class JdbcLanes {
  private final Database database;
  private final DeliveryTables tables;
  private final TableWriter writer;

  JdbcLanes(Database database) {
    this.database = database;
    this.tables = new DeliveryTables(database);
    this.writer = database.engine().writer();
  }

  /** Leases what is due, the longest due first, passing by lanes that somebody has locked. */
  List<LaneRow> take(Connection connection, LeaseRequest request) throws SQLException {
    List<Column<Map.Entry<String, Integer>>> given =
        List.of(
            text("source", wanted -> request.source()),
            text("listener", Map.Entry::getKey),
            number("lanes", wanted -> wanted.getValue().longValue()),
            time("now", wanted -> request.now()));
    String due =
        """
        source = given.source AND listener = given.listener AND ready_at <= given.now
        ORDER BY ready_at, call_id LIMIT given.lanes %s"""
            .formatted(database.engine().lockFree());
    List<LaneRow> leased =
        select(connection, due, given, List.copyOf(request.lanes().entrySet())).stream()
            .map(lane -> lane.leased(request))
            .toList();
    write(connection, leased);
    return leased;
  }

  /** Locks the lanes of these that are there. */
  List<LaneRow> lock(Connection connection, Collection<LaneKey> keys) throws SQLException {
    return select(
        connection,
        "source = given.source AND call_id = given.call_id AND listener = given.listener "
            + database.engine().lock(),
        DeliveryTables.laneKey(Function.identity()),
        keys.stream().sorted().toList());
  }

  /** Locks every lane of these calls. */
  List<LaneRow> lockAll(Connection connection, Collection<CallKey> calls) throws SQLException {
    return select(
        connection,
        "source = given.source AND call_id = given.call_id ORDER BY listener "
            + database.engine().lock(),
        List.of(text("source", CallKey::source), text("call_id", CallKey::callId)),
        calls.stream().sorted(JdbcCalls.LOCK_ORDER).toList());
  }

  /** Writes lanes that are locked. */
  void write(Connection connection, List<LaneRow> lanes) throws SQLException {
    writer.update(connection, tables.lanes, lanes);
  }

  private <T> List<LaneRow> select(
      Connection connection, String where, List<Column<T>> given, List<T> rows)
      throws SQLException {
    String sql =
        "SELECT lane.* FROM {each} (SELECT %s FROM {prefix}lane WHERE %s) lane"
            .formatted(LaneRow.COLUMNS, where);
    return writer.query(connection, database.sql(sql), given, rows, LaneRow::read);
  }
}
