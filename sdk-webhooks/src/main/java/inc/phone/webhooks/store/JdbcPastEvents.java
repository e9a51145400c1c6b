package inc.phone.webhooks.store;

import inc.phone.model.EventType;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.spi.OwedDelivery;
import inc.phone.webhooks.spi.PastEvents;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Owes a listener what was stored before it was known, page by page. */
final class JdbcPastEvents {
  /** An event of a page, without its body. */
  private record Past(CallKey key, EventRecord event) {
    Cursor cursor() {
      return new Cursor(Listing.micros(event.receivedAt()), key.callId(), event.id());
    }

    OwedDelivery owed(PastEvents past) {
      return new OwedDelivery(
          past.listener(),
          event.id(),
          event.occurredAt(),
          event.rank(),
          event.receivedAt(),
          past.dueAt());
    }
  }

  private final Database database;
  private final TableWriter writer;
  private final OwedWriter owed;

  JdbcPastEvents(Database database) {
    this.database = database;
    this.writer = database.engine().writer();
    this.owed = new OwedWriter(database);
  }

  Optional<String> owe(PastEvents past) {
    Cursor after = Cursor.decode(past.cursor(), 2);
    return database.write(
        connection -> {
          List<Past> rows = page(connection, past, after);
          List<Past> page = rows.subList(0, Math.min(past.limit(), rows.size()));
          Set<CallKey> calls = new TreeSet<>(JdbcCalls.LOCK_ORDER);
          page.stream().filter(row -> isWanted(row, past)).forEach(row -> calls.add(row.key()));
          owed.write(connection, owed(past, page, locked(connection, calls)));
          return Optional.ofNullable(Listing.page(rows, past.limit(), Past::cursor).nextCursor());
        });
  }

  private static OwedBatch owed(PastEvents past, List<Past> page, Set<CallKey> calls) {
    OwedBatch batch = new OwedBatch();
    page.stream()
        .filter(row -> isWanted(row, past) && calls.contains(row.key()))
        .forEach(row -> batch.owe(row.key(), row.owed(past)));
    return batch;
  }

  private static boolean isWanted(Past row, PastEvents past) {
    return past.types().isEmpty() || past.types().contains(row.event().type());
  }

  /**
   * Holds up commits of these calls: a notice goes to lanes that were leased, and would miss one
   * that is made and leased while its commit is under way.
   */
  private Set<CallKey> locked(Connection connection, Collection<CallKey> calls)
      throws SQLException {
    String sql =
        """
        SELECT c.* FROM {each} (
          SELECT source, call_id FROM {prefix}call
          WHERE source = given.source AND call_id = given.call_id %s) c"""
            .formatted(database.engine().lock());
    return new HashSet<>(
        writer.query(
            connection,
            database.sql(sql),
            List.of(Table.text("source", CallKey::source), Table.text("call_id", CallKey::callId)),
            List.copyOf(calls),
            row -> new CallKey(row.getString(1), row.getString(2))));
  }

  private List<Past> page(Connection connection, PastEvents past, @Nullable Cursor after)
      throws SQLException {
    long from = Listing.micros(past.from());
    Conditions where =
        new Conditions(
                "source = ? AND received_at >= ? AND received_at < ?",
                row ->
                    row.text(past.source())
                        .number(after == null ? from : Math.max(from, after.sortedAt()))
                        .time(past.until()))
            .and(
                "(received_at, call_id, event_id) > (?, ?, ?)",
                after,
                (row, last) -> row.number(last.sortedAt()).text(last.id(0)).text(last.id(1)));
    String sql =
        """
        SELECT call_id, event_id, type, occurred_at, received_at, late FROM {prefix}event
        WHERE %s ORDER BY received_at, call_id, event_id LIMIT ?"""
            .formatted(where);
    List<Past> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(database.sql(sql))) {
      where.bind(new Row(statement)).number((long) past.limit() + 1);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(past(past.source(), rows));
        }
      }
    }
    return found;
  }

  private static Past past(String source, ResultSet row) throws SQLException {
    return new Past(
        new CallKey(source, row.getString(1)),
        new EventRecord(
            row.getString(2),
            EventType.of(row.getString(3)),
            Listing.instant(row.getLong(4)),
            Listing.instant(row.getLong(5)),
            row.getLong(6) != 0));
  }
}
