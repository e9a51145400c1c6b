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
import inc.phone.webhooks.store.Listing.Listed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lists calls and voicemails.
 *
 * <p>Columns choose and order the rows; what they mean is read from the stored state, so that lists
 * and merges can never disagree.
 */
final class JdbcQueries {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcQueries.class);

  private final Database database;

  JdbcQueries(Database database) {
    this.database = database;
  }

  Page<CallRecord> calls(String source, CallFilter filter, int limit, @Nullable String cursor) {
    Listing.requireLimit(limit);
    Cursor after = Cursor.decode(cursor, 1);
    Conditions where =
        new Conditions("source = ? AND sorted_at IS NOT NULL", row -> row.wanted(source))
            .and("customer_id = ?", filter.customerId(), Row::wanted)
            .and("party_number = ?", filter.partyNumber(), Row::wanted)
            .and("sorted_at >= ?", filter.from(), Row::time)
            .and("sorted_at < ?", filter.to(), Row::time)
            .and(
                "(sorted_at, call_id) < (?, ?)",
                after,
                (row, last) -> row.number(last.sortedAt()).text(last.id(0)));
    return calls(source, where, "DESC", limit);
  }

  Page<VoicemailRecord> voicemails(
      String source, VoicemailFilter filter, int limit, @Nullable String cursor) {
    Listing.requireLimit(limit);
    Cursor after = Cursor.decode(cursor, 2);
    Conditions where =
        new Conditions("v.source = ?", row -> row.wanted(source))
            .and("c.branch_id = ?", filter.branchId(), Row::wanted)
            .and("v.sorted_at >= ?", filter.from(), Row::time)
            .and("v.sorted_at < ?", filter.to(), Row::time)
            .and(
                "CASE WHEN c.customer_id IS NULL THEN 0 ELSE 1 END = ?",
                filter.matched(),
                Row::flag)
            .and(
                database.engine().contains("v.searchable"),
                filter.text(),
                (row, text) -> row.wanted(Listing.folded(text)))
            .and(
                "(v.sorted_at, v.voicemail_id, v.call_id) < (?, ?, ?)",
                after,
                (row, last) -> row.number(last.sortedAt()).text(last.id(0)).text(last.id(1)));
    // CROSS JOIN, because SQLite then begins with the voicemails, whose index has the order.
    List<Listed<VoicemailRecord>> rows =
        database.select(
            """
            SELECT c.call_id, c.version, c.state, v.voicemail_id, v.sorted_at
            FROM {prefix}voicemail v CROSS JOIN {prefix}call c
            WHERE c.source = v.source AND c.call_id = v.call_id AND %s
            ORDER BY v.sorted_at DESC, v.voicemail_id DESC, v.call_id DESC LIMIT ?"""
                .formatted(where),
            row -> where.bind(row).number((long) limit + 1),
            result ->
                new Listed<>(
                    new Cursor(result.getLong(5), result.getString(4), result.getString(1)),
                    voicemail(readable(stored(source, result)), result.getString(4))));
    return Listing.page(rows, limit);
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
                "source = ? AND sorted_at IS NOT NULL AND " + condition, row -> row.wanted(source))
            .and(
                "(sorted_at, call_id) > (?, ?)",
                Cursor.decode(cursor, 1),
                (row, last) -> row.number(last.sortedAt()).text(last.id(0)));
    return calls(source, where, "ASC", limit);
  }

  private Page<CallRecord> calls(String source, Conditions where, String direction, int limit) {
    List<Listed<CallRecord>> rows =
        database.select(
            "SELECT call_id, version, state, sorted_at FROM {prefix}call WHERE "
                + where
                + " ORDER BY sorted_at %1$s, call_id %1$s LIMIT ?".formatted(direction),
            row -> where.bind(row).number((long) limit + 1),
            result ->
                new Listed<>(
                    new Cursor(result.getLong(4), result.getString(1)),
                    readable(stored(source, result))));
    return Listing.page(rows, limit);
  }

  List<EventRecord> events(CallKey key) {
    return database
        .select(
            """
            SELECT event_id, type, occurred_at, received_at, late FROM {prefix}event
            WHERE source = ? AND call_id = ?""",
            row -> row.wanted(key.source()).wanted(key.callId()),
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

  /** A call in a form of another version must not cost everybody the list. */
  private static @Nullable CallRecord readable(StoredCall stored) {
    try {
      return stored.toRecord();
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("call", stored.key())
          .log("what is stored of this call cannot be read, so it is in no list");
      return null;
    }
  }

  private static @Nullable VoicemailRecord voicemail(@Nullable CallRecord call, String id) {
    if (call == null) {
      return null;
    }
    Stream<VoicemailRecord> all = call.voicemails().stream();
    return all.filter(voicemail -> voicemail.voicemailId().equals(id)).findFirst().orElse(null);
  }
}
