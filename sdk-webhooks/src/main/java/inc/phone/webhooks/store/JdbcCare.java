package inc.phone.webhooks.store;

import inc.phone.model.EventType;
import inc.phone.number.E164;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.DataSubject;
import inc.phone.webhooks.spi.EventChange;
import inc.phone.webhooks.spi.Page;
import inc.phone.webhooks.spi.Pruning;
import inc.phone.webhooks.spi.StoredEventKey;
import inc.phone.webhooks.store.Listing.Listed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds and removes what is old or somebody's.
 *
 * <p>Rows are locked as a commit locks them: those of calls first, in the order of their keys. So
 * neither can deadlock with the other. A commit that waits while a row is removed may write it
 * anew; the second look of whoever committed finds that.
 */
final class JdbcCare {
  /** Keys that are no calls begin with a tilde; this comes after all of them. */
  private static final String BEHIND_TILDE = "\u007f";

  private static final String NOT_OWED =
      """
      NOT EXISTS (SELECT 1 FROM {prefix}delivery d
        WHERE d.source = e.source AND d.call_id = e.call_id AND d.delivery_id = e.event_id)""";

  private final Database database;
  private final CallTables tables;
  private final JdbcLanes lanes;

  JdbcCare(Database database) {
    this.database = database;
    this.tables = new CallTables(database);
    this.lanes = new JdbcLanes(database);
  }

  List<CallKey> callsOf(String source, DataSubject subject, @Nullable String after, int limit) {
    String from = Objects.requireNonNullElse(after, "");
    E164 number = subject.number();
    if (number == null) {
      return keys(
          source,
          """
          SELECT call_id FROM {prefix}call
          WHERE source = ? AND customer_id = ? AND call_id > ? ORDER BY call_id LIMIT ?""",
          row ->
              row.wanted(source)
                  .wanted(Objects.requireNonNull(subject.customerId()))
                  .wanted(from)
                  .number((long) limit));
    }
    List<String> spellings = Listing.spellings(number);
    return keys(
        source,
        """
        SELECT call_id FROM {prefix}call WHERE source = ? AND party_number = ? AND call_id > ?
        UNION SELECT call_id FROM {prefix}voicemail
        WHERE source = ? AND from_number IN (?, ?, ?) AND call_id > ? ORDER BY call_id LIMIT ?""",
        row -> {
          row.wanted(source).text(number.value()).wanted(from).wanted(source);
          for (String spelling : spellings) {
            row.text(spelling);
          }
          return row.wanted(from).number((long) limit);
        });
  }

  List<CallKey> withoutCall(String source, @Nullable String after, int limit) {
    return keys(
        source,
        """
        SELECT DISTINCT call_id FROM {prefix}event
        WHERE source = ? AND call_id > ? AND call_id < ? ORDER BY call_id LIMIT ?""",
        row ->
            row.wanted(source)
                .wanted(Objects.requireNonNullElse(after, "~"))
                .text(BEHIND_TILDE)
                .number((long) limit));
  }

  private List<CallKey> keys(String source, String sql, Conditions.Binder binder) {
    return database.select(sql, binder, row -> new CallKey(source, row.getString(1)));
  }

  List<EventChange> rawEvents(CallKey key, @Nullable String after, int limit) {
    return database.select(
        """
        SELECT event_id, type, occurred_at, received_at, late, body FROM {prefix}event
        WHERE source = ? AND call_id = ? AND event_id > ? ORDER BY event_id LIMIT ?""",
        row ->
            row.wanted(key.source())
                .wanted(key.callId())
                .wanted(Objects.requireNonNullElse(after, ""))
                .number((long) limit),
        row ->
            new EventChange(
                new EventRecord(
                    row.getString(1),
                    EventType.of(row.getString(2)),
                    Listing.instant(row.getLong(3)),
                    Listing.instant(row.getLong(4)),
                    row.getLong(5) != 0),
                row.getBytes(6)));
  }

  Page<StoredEventKey> eventsReceivedBefore(
      String source, Instant before, int limit, @Nullable String cursor) {
    Conditions where =
        new Conditions("source = ?", row -> row.wanted(source))
            .and("received_at < ?", before, Row::time)
            .and(
                "(received_at, call_id, event_id) > (?, ?, ?)",
                Cursor.decode(cursor, 2),
                (row, last) -> row.number(last.sortedAt()).text(last.id(0)).text(last.id(1)));
    List<Listed<StoredEventKey>> rows =
        database.select(
            "SELECT received_at, call_id, event_id FROM {prefix}event e WHERE "
                + where
                + " AND "
                + NOT_OWED
                + " ORDER BY received_at, call_id, event_id LIMIT ?",
            row -> where.bind(row).number((long) limit + 1),
            row ->
                new Listed<>(
                    new Cursor(row.getLong(1), row.getString(2), row.getString(3)),
                    new StoredEventKey(new CallKey(source, row.getString(2)), row.getString(3))));
    return Listing.page(rows, limit);
  }

  Page<CallKey> callsBefore(String source, Instant before, int limit, @Nullable String cursor) {
    Conditions where =
        new Conditions("source = ? AND sorted_at IS NOT NULL", row -> row.wanted(source))
            .and("sorted_at < ?", before, Row::time)
            .and(
                "(sorted_at, call_id) > (?, ?)",
                Cursor.decode(cursor, 1),
                (row, last) -> row.number(last.sortedAt()).text(last.id(0)));
    List<Listed<CallKey>> rows =
        database.select(
            "SELECT sorted_at, call_id FROM {prefix}call WHERE "
                + where
                + " ORDER BY sorted_at, call_id LIMIT ?",
            row -> where.bind(row).number((long) limit + 1),
            row ->
                new Listed<>(
                    new Cursor(row.getLong(1), row.getString(2)),
                    new CallKey(source, row.getString(2))));
    return Listing.page(rows, limit);
  }

  List<CommitResult> prune(List<Pruning> prunings) {
    List<Pruning> sorted = new ArrayList<>(prunings);
    sorted.sort(Comparator.comparing(pruning -> pruning.change().key(), JdbcCalls.LOCK_ORDER));
    List<CallChange> changes = sorted.stream().map(Pruning::change).toList();
    return database.write(
        connection -> {
          Set<CallChange> won =
              new LinkedHashSet<>(
                  database
                      .engine()
                      .writer()
                      .compareAndSet(connection, tables.calls, CallTables.VERSION, changes));
          List<StoredEventKey> events = new ArrayList<>();
          List<CallKey> silent = new ArrayList<>();
          for (Pruning pruning : sorted) {
            CallKey key = pruning.change().key();
            if (won.contains(pruning.change())) {
              pruning.eventIds().forEach(id -> events.add(new StoredEventKey(key, id)));
              if (pruning.change().call().voicemails().isEmpty()) {
                silent.add(key);
              }
            }
          }
          delete(
              connection,
              "DELETE FROM {prefix}event WHERE source = ? AND call_id = ? AND event_id = ?",
              events,
              (row, event) ->
                  row.text(event.key().source()).text(event.key().callId()).text(event.eventId()));
          deleteOf(connection, "voicemail", silent);
          return prunings.stream()
              .map(p -> won.contains(p.change()) ? CommitResult.WRITTEN : CommitResult.STALE)
              .toList();
        });
  }

  void forget(List<CallKey> keys) {
    List<CallKey> sorted =
        keys.stream()
            .filter(key -> Listing.isStorable(key.source()) && Listing.isStorable(key.callId()))
            .sorted(JdbcCalls.LOCK_ORDER)
            .toList();
    database.write(
        connection -> {
          deleteOf(connection, "call", sorted);
          deleteOf(connection, "event", sorted);
          deleteOf(connection, "voicemail", sorted);
          lanes.lockAll(connection, sorted);
          deleteOf(connection, "delivery", sorted);
          deleteOf(connection, "lane", sorted);
          return sorted;
        });
  }

  private void deleteOf(Connection connection, String table, List<CallKey> keys)
      throws SQLException {
    delete(
        connection,
        "DELETE FROM {prefix}" + table + " WHERE source = ? AND call_id = ?",
        keys,
        (row, key) -> row.text(key.source()).text(key.callId()));
  }

  private <T> void delete(
      Connection connection, String sql, List<T> rows, Conditions.ValueBinder<T> binder)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(database.sql(sql))) {
      for (T row : rows) {
        binder.bind(new Row(statement), row);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
