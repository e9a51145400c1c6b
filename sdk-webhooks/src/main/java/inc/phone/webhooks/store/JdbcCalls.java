package inc.phone.webhooks.store;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.call.VoicemailRecord;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.EventChange;
import inc.phone.webhooks.spi.OutcomeUnknownException;
import inc.phone.webhooks.spi.StoredCall;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Loads and commits calls.
 *
 * <p>A commit of many changes is one transaction of at most four batches, so its number of round
 * trips does not grow with the changes: insert calls never seen, compare-and-set the others, then
 * write events and voicemails of those that won. Batches are sorted by key, and nobody waits for an
 * update while inserting, so two writers cannot deadlock. If the database refuses a row, everything
 * is rolled back and each change gets a transaction of its own, which tells the guilty one apart.
 */
final class JdbcCalls {
  private static final String COLUMNS =
      """
      version, state, sorted_at, from_number, to_number, party_number, direction, call_state,
      started_at, answered_at, ended_at, duration, branch_id, customer_id, match_status, lost,
      outside_opening_hours, event_count""";

  private static final String INSERT =
      """
      INSERT INTO {prefix}call (%s, source, call_id)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (source, call_id) DO NOTHING"""
          .formatted(COLUMNS);

  private static final String UPDATE =
      """
      UPDATE {prefix}call SET %s = ?
      WHERE source = ? AND call_id = ? AND version = ?"""
          .formatted(COLUMNS.replaceAll("\\s*,\\s*", " = ?, "));

  private static final String EVENT =
      """
      INSERT INTO {prefix}event
        (source, call_id, event_id, type, occurred_at, received_at, late, body)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (source, call_id, event_id) DO UPDATE SET
        type = excluded.type, occurred_at = excluded.occurred_at, body = excluded.body""";

  private static final String VOICEMAIL =
      """
      INSERT INTO {prefix}voicemail
        (source, call_id, voicemail_id, sorted_at, from_number, transcription, searchable,
         audio_url, created_at, transcribed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (source, call_id, voicemail_id) DO UPDATE SET
        sorted_at = excluded.sorted_at, from_number = excluded.from_number,
        transcription = excluded.transcription, searchable = excluded.searchable,
        audio_url = excluded.audio_url, created_at = excluded.created_at,
        transcribed_at = excluded.transcribed_at""";

  private final Database database;

  JdbcCalls(Database database) {
    this.database = database;
  }

  List<StoredCall> load(List<CallKey> keys) {
    Map<CallKey, StoredCall> found = new HashMap<>();
    Set<String> sources = new LinkedHashSet<>();
    keys.forEach(key -> sources.add(key.source()));
    for (String source : sources) {
      List<String> callIds =
          keys.stream().filter(key -> key.source().equals(source)).map(CallKey::callId).toList();
      load(source, callIds).forEach(stored -> found.put(stored.key(), stored));
    }
    return keys.stream().map(key -> found.getOrDefault(key, StoredCall.unseen(key))).toList();
  }

  private List<StoredCall> load(String source, List<String> callIds) {
    // Few different lengths of the list mean few different statements to prepare.
    int places = Integer.highestOneBit(Math.max(1, callIds.size() * 2 - 1));
    String marks = String.join(", ", Collections.nCopies(places, "?"));
    String sql =
        "SELECT call_id, version, state FROM {prefix}call WHERE source = ? AND call_id IN ("
            + marks
            + ")";
    return database.read(
        connection -> {
          List<StoredCall> found = new ArrayList<>(callIds.size());
          try (PreparedStatement statement = connection.prepareStatement(database.sql(sql))) {
            Row row = new Row(statement).text(source);
            for (int i = 0; i < places; i++) {
              row.text(callIds.get(Math.min(i, callIds.size() - 1)));
            }
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                CallKey key = new CallKey(source, rows.getString(1));
                found.add(StoredCall.of(key, rows.getLong(2), rows.getBytes(3)));
              }
            }
          }
          return found;
        });
  }

  List<CommitResult> commit(List<CallChange> changes) {
    try {
      return database.transaction(connection -> write(connection, changes));
    } catch (SQLException e) {
      if (!database.engine().isContentRefused(e)) {
        throw new OutcomeUnknownException("calls could not be committed", e);
      }
    }
    return changes.size() == 1
        ? List.of(CommitResult.REFUSED)
        : changes.stream().map(change -> commit(List.of(change)).get(0)).toList();
  }

  private List<CommitResult> write(Connection connection, List<CallChange> changes)
      throws SQLException {
    List<CallChange> sorted = new ArrayList<>(changes);
    sorted.sort(
        Comparator.comparing((CallChange change) -> change.key().source())
            .thenComparing(change -> change.key().callId()));
    Set<CallChange> won = new LinkedHashSet<>();
    won.addAll(insert(connection, sorted.stream().filter(c -> c.baseVersion() == 0).toList()));
    won.addAll(update(connection, sorted.stream().filter(c -> c.baseVersion() != 0).toList()));
    writeEvents(connection, won);
    writeVoicemails(connection, won);
    return changes.stream()
        .map(change -> won.contains(change) ? CommitResult.WRITTEN : CommitResult.STALE)
        .toList();
  }

  private List<CallChange> insert(Connection connection, List<CallChange> changes)
      throws SQLException {
    return winners(
        connection,
        INSERT,
        changes,
        (row, change) ->
            columns(row, change).text(change.key().source()).text(change.key().callId()));
  }

  private List<CallChange> update(Connection connection, List<CallChange> changes)
      throws SQLException {
    return winners(
        connection,
        UPDATE,
        changes,
        (row, change) ->
            columns(row, change)
                .text(change.key().source())
                .text(change.key().callId())
                .number(change.baseVersion()));
  }

  private List<CallChange> winners(
      Connection connection, String sql, List<CallChange> changes, Binder<CallChange> binder)
      throws SQLException {
    int[] counts = batch(connection, sql, changes, binder);
    List<CallChange> won = new ArrayList<>(changes.size());
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] == Statement.SUCCESS_NO_INFO) {
        throw new SQLException("the driver does not count the rows of a batch");
      }
      if (counts[i] == 1) {
        won.add(changes.get(i));
      }
    }
    return won;
  }

  private void writeEvents(Connection connection, Set<CallChange> changes) throws SQLException {
    record Line(CallKey key, EventChange change) {}
    List<Line> lines = new ArrayList<>();
    for (CallChange call : changes) {
      call.events().forEach(event -> lines.add(new Line(call.key(), event)));
    }
    batch(
        connection,
        EVENT,
        lines,
        (row, line) -> {
          EventRecord event = line.change().event();
          row.text(line.key().source())
              .text(line.key().callId())
              .text(event.id())
              .text(event.type().value())
              .time(event.occurredAt())
              .time(event.receivedAt())
              .flag(event.late())
              .bytes(line.change().body());
        });
  }

  private void writeVoicemails(Connection connection, Set<CallChange> changes) throws SQLException {
    List<VoicemailRecord> lines = new ArrayList<>();
    changes.forEach(change -> lines.addAll(change.call().voicemails()));
    batch(
        connection,
        VOICEMAIL,
        lines,
        (row, voicemail) ->
            row.text(voicemail.call().key().source())
                .text(voicemail.call().callId())
                .text(voicemail.voicemailId())
                .time(voicemail.sortedAt())
                .text(voicemail.from())
                .text(voicemail.transcription())
                .text(folded(voicemail.transcription()))
                .text(voicemail.audioUrl())
                .time(voicemail.createdAt())
                .time(voicemail.transcribedAt()));
  }

  private static Row columns(Row row, CallChange change) throws SQLException {
    CallRecord call = change.call();
    Instant sortedAt = call.key().isCall() ? call.sortedAt() : null;
    return row.number(change.baseVersion() + 1)
        .bytes(change.state())
        .time(sortedAt)
        .text(call.from())
        .text(call.to())
        .text(call.partyNumber())
        .text(Objects.toString(call.direction(), null))
        .text(Objects.toString(call.state(), null))
        .time(call.startedAt())
        .time(call.answeredAt())
        .time(call.endedAt())
        .number(call.duration())
        .text(call.branchId())
        .text(call.customerId())
        .text(call.match().word())
        .flag(call.lost())
        .flag(call.outsideOpeningHours())
        .number((long) call.eventCount());
  }

  private static @Nullable String folded(@Nullable String text) {
    return text == null ? null : Listing.folded(text);
  }

  /** Binds the values of one line of a batch. */
  @FunctionalInterface
  private interface Binder<T> {
    void bind(Row row, T value) throws SQLException;
  }

  private <T> int[] batch(Connection connection, String sql, Iterable<T> lines, Binder<T> binder)
      throws SQLException {
    int[] counts = {};
    try (PreparedStatement statement = connection.prepareStatement(database.sql(sql))) {
      int size = 0;
      for (T line : lines) {
        binder.bind(new Row(statement), line);
        statement.addBatch();
        size++;
      }
      if (size > 0) {
        counts = Arrays.copyOf(statement.executeBatch(), size);
      }
    }
    return counts;
  }
}
