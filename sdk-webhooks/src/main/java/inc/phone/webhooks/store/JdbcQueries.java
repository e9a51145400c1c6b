package inc.phone.webhooks.store;

import inc.phone.model.EventType;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.call.VoicemailRecord;
import inc.phone.webhooks.spi.CallFilter;
import inc.phone.webhooks.spi.Page;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.spi.VoicemailFilter;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lists calls and voicemails.
 *
 * <p>Columns choose and order the rows; what they mean is read from the stored state, so that lists
 * and merges can never disagree.
 */
final class JdbcQueries {
  private final Database database;

  JdbcQueries(Database database) {
    this.database = database;
  }

  Page<CallRecord> calls(String source, CallFilter filter, int limit, @Nullable String cursor) {
    Listing.requireLimit(limit);
    Cursor after = Cursor.decode(cursor);
    Conditions where =
        new Conditions("source = ? AND sorted_at IS NOT NULL", row -> row.text(source))
            .and("customer_id = ?", filter.customerId(), Row::text)
            .and("party_number = ?", filter.partyNumber(), Row::text)
            .and("sorted_at >= ?", filter.from(), Row::time)
            .and("sorted_at < ?", filter.to(), Row::time)
            .and(
                "(sorted_at, call_id) < (?, ?)",
                after,
                (row, last) -> row.number(last.sortedAt()).text(last.id()));
    List<CallRecord> rows =
        select(
            "SELECT call_id, version, state FROM {prefix}call WHERE "
                + where
                + " ORDER BY sorted_at DESC, call_id DESC LIMIT ?",
            row -> where.bind(row).number((long) limit + 1),
            result -> stored(source, result).toRecord());
    return Listing.page(rows, limit, Cursor::of);
  }

  Page<VoicemailRecord> voicemails(
      String source, VoicemailFilter filter, int limit, @Nullable String cursor) {
    Listing.requireLimit(limit);
    Cursor after = Cursor.decode(cursor);
    Conditions where =
        new Conditions("v.source = ?", row -> row.text(source))
            .and("c.branch_id = ?", filter.branchId(), Row::text)
            .and("v.sorted_at >= ?", filter.from(), Row::time)
            .and("v.sorted_at < ?", filter.to(), Row::time)
            .and(
                "CASE WHEN c.customer_id IS NULL THEN 0 ELSE 1 END = ?",
                filter.matched(),
                Row::flag)
            .and(
                database.engine().contains("v.searchable"),
                filter.text(),
                (row, text) -> row.text(Listing.folded(text)))
            .and(
                "(v.sorted_at, v.voicemail_id, v.call_id) < (?, ?, ?)",
                after,
                (row, last) -> row.number(last.sortedAt()).text(last.id()).text(last.callId()));
    // CROSS JOIN, because SQLite then begins with the voicemails, whose index has the order.
    List<VoicemailRecord> rows =
        select(
                """
                SELECT c.call_id, c.version, c.state, v.voicemail_id
                FROM {prefix}voicemail v CROSS JOIN {prefix}call c
                WHERE c.source = v.source AND c.call_id = v.call_id AND %s
                ORDER BY v.sorted_at DESC, v.voicemail_id DESC, v.call_id DESC LIMIT ?"""
                    .formatted(where),
                row -> where.bind(row).number((long) limit + 1),
                result -> voicemail(stored(source, result).toRecord(), result.getString(4)))
            .stream()
            .flatMap(Optional::stream)
            .toList();
    return Listing.page(rows, limit, Cursor::of);
  }

  Page<CallRecord> pendingMatches(String source, int limit, @Nullable String cursor) {
    return pending("match_status = 'pending'", source, limit, cursor);
  }

  Page<CallRecord> pendingBranches(String source, int limit, @Nullable String cursor) {
    return pending("branch_pending = 1", source, limit, cursor);
  }

  private Page<CallRecord> pending(
      String condition, String source, int limit, @Nullable String cursor) {
    Listing.requireLimit(limit);
    Conditions where =
        new Conditions(
                "source = ? AND sorted_at IS NOT NULL AND " + condition, row -> row.text(source))
            .and(
                "(sorted_at, call_id) > (?, ?)",
                Cursor.decode(cursor),
                (row, last) -> row.number(last.sortedAt()).text(last.id()));
    List<CallRecord> rows =
        select(
            "SELECT call_id, version, state FROM {prefix}call WHERE "
                + where
                + " ORDER BY sorted_at, call_id LIMIT ?",
            row -> where.bind(row).number((long) limit + 1),
            result -> stored(source, result).toRecord());
    return Listing.page(rows, limit, Cursor::of);
  }

  List<EventRecord> events(CallKey key) {
    return select(
            """
            SELECT event_id, type, occurred_at, received_at, late FROM {prefix}event
            WHERE source = ? AND call_id = ?""",
            row -> row.text(key.source()).text(key.callId()),
            JdbcQueries::event)
        .stream()
        .sorted(EventRecord.ORDER)
        .toList();
  }

  private static EventRecord event(ResultSet result) throws SQLException {
    return new EventRecord(
        result.getString(1),
        EventType.of(result.getString(2)),
        Listing.instant(result.getLong(3)),
        Listing.instant(result.getLong(4)),
        result.getLong(5) != 0);
  }

  private static StoredCall stored(String source, ResultSet result) throws SQLException {
    CallKey key = new CallKey(source, result.getString(1));
    return StoredCall.of(key, result.getLong(2), result.getBytes(3));
  }

  private static Optional<VoicemailRecord> voicemail(CallRecord call, String id) {
    Stream<VoicemailRecord> all = call.voicemails().stream();
    return all.filter(voicemail -> voicemail.voicemailId().equals(id)).findFirst();
  }

  private <T> List<T> select(String sql, Conditions.Binder binder, RowReader<T> reader) {
    return database.read(
        connection -> {
          List<T> found = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(database.sql(sql))) {
            binder.bind(new Row(statement));
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                found.add(reader.read(rows));
              }
            }
          }
          return found;
        });
  }
}
