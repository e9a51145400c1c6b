package inc.phone.webhooks.store;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.VoicemailRecord;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.OutcomeUnknownException;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.store.CallTables.Line;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Loads and commits calls.
 *
 * <p>A commit of many changes is one transaction of a few statements, so its number of round trips
 * does not grow with the changes: compare-and-set the calls, then write events, voicemails and
 * deliveries of those that won. Rows are sorted by key, so two writers cannot deadlock. If the
 * database refuses a row, everything is rolled back and each change gets a transaction of its own,
 * which tells the guilty one apart.
 */
final class JdbcCalls {
  static final Comparator<CallKey> LOCK_ORDER =
      Comparator.comparing(CallKey::source).thenComparing(CallKey::callId);

  private final Database database;
  private final CallTables tables;
  private final TableWriter writer;
  private final OwedWriter owed;

  JdbcCalls(Database database) {
    this.database = database;
    this.tables = new CallTables(database);
    this.writer = database.engine().writer();
    this.owed = new OwedWriter(database);
  }

  List<StoredCall> load(List<CallKey> keys) {
    Map<CallKey, StoredCall> found = new HashMap<>();
    Set<String> sources = new LinkedHashSet<>();
    keys.forEach(key -> sources.add(key.source()));
    for (String source : sources) {
      List<String> callIds =
          keys.stream().filter(key -> key.source().equals(source)).map(CallKey::callId).toList();
      database
          .read(connection -> load(connection, source, callIds))
          .forEach(stored -> found.put(stored.key(), stored));
    }
    return keys.stream().map(key -> found.getOrDefault(key, StoredCall.unseen(key))).toList();
  }

  /** The calls of these that are there, in any order. */
  List<StoredCall> load(Connection connection, String source, List<String> callIds)
      throws SQLException {
    // Few different lengths of the list mean few different statements to prepare.
    int places = Integer.highestOneBit(Math.max(1, callIds.size() * 2 - 1));
    String marks = String.join(", ", Collections.nCopies(places, "?"));
    String sql =
        "SELECT call_id, version, state FROM {prefix}call WHERE source = ? AND call_id IN ("
            + marks
            + ")";
    List<StoredCall> found = new ArrayList<>(callIds.size());
    try (PreparedStatement statement = connection.prepareStatement(database.sql(sql))) {
      Row row = new Row(statement).wanted(source);
      for (int i = 0; i < places; i++) {
        row.wanted(callIds.get(Math.min(i, callIds.size() - 1)));
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          CallKey key = new CallKey(source, rows.getString(1));
          found.add(StoredCall.of(key, rows.getLong(2), rows.getBytes(3)));
        }
      }
    }
    return found;
  }

  int commitsAtOnce() {
    return database.engine().hasOneWriter() ? 1 : 2;
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
    sorted.sort(Comparator.comparing(CallChange::key, LOCK_ORDER));
    Set<CallChange> won =
        new LinkedHashSet<>(
            writer.compareAndSet(connection, tables.calls, CallTables.VERSION, sorted));
    List<Line> events = new ArrayList<>();
    List<VoicemailRecord> voicemails = new ArrayList<>();
    for (CallChange change : won) {
      change.events().forEach(event -> events.add(new Line(change.key(), event)));
      voicemails.addAll(change.call().voicemails());
    }
    writer.upsert(connection, tables.events, events);
    writer.upsert(connection, tables.voicemails, voicemails);
    owed.write(connection, won);
    return changes.stream()
        .map(change -> won.contains(change) ? CommitResult.WRITTEN : CommitResult.STALE)
        .toList();
  }
}
