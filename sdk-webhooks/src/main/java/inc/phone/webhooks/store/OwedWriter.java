package inc.phone.webhooks.store;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.DeliveryChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes what is owed, in the transaction of the change that owes it: one statement for the lanes
 * and one for the deliveries, and one more before them if lanes are concerned that only the
 * database knows.
 */
final class OwedWriter {
  private final DeliveryTables tables;
  private final TableWriter writer;
  private final JdbcLanes lanes;

  OwedWriter(Database database) {
    this.tables = new DeliveryTables(database);
    this.writer = database.engine().writer();
    this.lanes = new JdbcLanes(database);
  }

  void write(Connection connection, Collection<CallChange> changes) throws SQLException {
    List<CallChange> owing =
        changes.stream()
            .filter(change -> !change.deliveries().equals(DeliveryChange.NONE))
            .toList();
    Map<CallKey, List<LaneRow>> known = Map.of();
    if (owing.stream().anyMatch(OwedWriter::concernsOtherLanes)) {
      // All of the batch, not only of these changes: what is locked later would be out of order.
      known =
          lanes.lockAll(connection, owing.stream().map(CallChange::key).toList()).stream()
              .collect(Collectors.groupingBy(lane -> lane.key().call()));
    }
    OwedBatch batch = new OwedBatch();
    for (CallChange change : owing) {
      batch.owe(change, known.getOrDefault(change.key(), List.of()));
    }
    write(connection, batch);
  }

  void write(Connection connection, OwedBatch batch) throws SQLException {
    writer.upsert(connection, tables.due, batch.due());
    writer.insert(connection, tables.owed, batch.deliveries());
  }

  private static boolean concernsOtherLanes(CallChange change) {
    return change.deliveries().notice() != null || change.deliveries().wakesAt() != null;
  }
}
