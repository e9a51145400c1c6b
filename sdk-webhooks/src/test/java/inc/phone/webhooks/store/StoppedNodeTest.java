package inc.phone.webhooks.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** One of two real nodes is stopped inside its listeners and goes on after its lease. */
@EnabledOnOs(
    value = {OS.LINUX, OS.MAC},
    disabledReason = "stops a process by a signal")
class StoppedNodeTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final List<String> STOPPED_CALLS = List.of("held-1", "quick-1");
  private static final List<String> LISTENERS = List.of(NodeMain.PLAIN, NodeMain.TRANSACTIONAL);

  /** What a listener wrote. */
  private record Effect(String callId, String type, long fence, String node, String moment) {
    String what() {
      return callId + " " + type;
    }
  }

  private final String url = Postgres.url(Postgres.shared().newSchema(), Postgres.shared().port());
  private final DataSource database = Connections.to(url);

  @Test
  void itCompletesNothingAndEffectsInTheTransactionAreThereOnce() throws Exception {
    NodeMain.createTables(database);
    try (NodeProcess stopped = NodeProcess.start(url, "stopped", "")) {
      STOPPED_CALLS.forEach(call -> post(stopped, "call.initiated", call));
      awaitInside(stopped, STOPPED_CALLS, 1);
      stopped.stop();
      try (NodeProcess other = NodeProcess.start(url, "other", "held")) {
        STOPPED_CALLS.forEach(call -> post(other, "call.ended", call));
        awaitInside(other, List.of("held-1"), 2);
        awaitNothingOwed("call_id = 'quick-1'");

        // Now one call is done, and the other one is in the hands of the other node.
        stopped.tell("go");
        stopped.goOn();
        for (String listener : LISTENERS) {
          for (String call : STOPPED_CALLS) {
            stopped.await(line -> isLost(line, listener, call));
          }
        }
        other.tell("go");
        awaitNothingOwed("TRUE");

        post(stopped, "call.initiated", "later-1");
        awaitNothingOwed("TRUE");
        stopped.end();
        other.end();
      }
    }
    List<Effect> invoices = effects(NodeMain.TRANSACTIONAL);
    assertThat(invoices)
        .extracting(Effect::what)
        .containsExactlyInAnyOrder(
            "held-1 call.initiated",
            "held-1 call.ended",
            "quick-1 call.initiated",
            "quick-1 call.ended",
            "later-1 call.initiated");
    assertThat(invoices)
        .filteredOn(effect -> STOPPED_CALLS.contains(effect.callId()))
        .allSatisfy(effect -> assertThat(effect.fence()).isGreaterThan(1));

    List<Effect> chat = effects(NodeMain.PLAIN);
    assertThat(chat)
        .extracting(Effect::what)
        .hasSameElementsAs(invoices.stream().map(Effect::what).toList());
    List<Effect> refused = new ArrayList<>();
    List<Effect> taken = takenByWhoKeepsTheGreatestToken(chat, refused);
    assertThat(refused)
        .contains(
            new Effect("held-1", "call.initiated", 1, "stopped", "after"),
            new Effect("quick-1", "call.initiated", 1, "stopped", "after"));
    assertThat(taken)
        .filteredOn(effect -> effect.moment().equals("after"))
        .extracting(Effect::what)
        .containsExactlyInAnyOrderElementsOf(invoices.stream().map(Effect::what).toList())
        .containsSubsequence("held-1 call.initiated", "held-1 call.ended")
        .containsSubsequence("quick-1 call.initiated", "quick-1 call.ended");
  }

  /** As a system outside of the database would that is told the fencing token. */
  private static List<Effect> takenByWhoKeepsTheGreatestToken(
      List<Effect> effects, List<Effect> refused) {
    Map<String, Long> greatest = new HashMap<>();
    List<Effect> taken = new ArrayList<>();
    for (Effect effect : effects) {
      boolean old = effect.fence() < greatest.getOrDefault(effect.callId(), 0L);
      (old ? refused : taken).add(effect);
      greatest.merge(effect.callId(), effect.fence(), Math::max);
    }
    return taken;
  }

  private static void post(NodeProcess node, String type, String callId) {
    String event = type + " " + callId;
    node.tell(event);
    node.await((event + " 200")::equals);
  }

  private static void awaitInside(NodeProcess node, List<String> calls, long fence) {
    for (String listener : LISTENERS) {
      for (String call : calls) {
        node.await(("inside " + listener + " " + call + " " + fence)::equals);
      }
    }
  }

  private static boolean isLost(String line, String listener, String callId) {
    return line.contains("the lease was lost")
        && line.contains(callId)
        && line.contains(listener + ", fence=1]");
  }

  private void awaitNothingOwed(String which) throws SQLException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    String sql = "SELECT count(*) FROM phone_delivery WHERE " + which;
    while (select(sql, row -> row.getLong(1)).get(0) > 0) {
      assertThat(System.nanoTime()).as("still owed: " + which).isLessThan(deadline);
    }
  }

  private List<Effect> effects(String table) throws SQLException {
    return select(
        "SELECT call_id, type, fence, node, moment FROM " + table + " ORDER BY place",
        row ->
            new Effect(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                row.getString(4),
                row.getString(5)));
  }

  /** Reads a row. */
  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> select(String sql, Reader<T> reader) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(reader.read(rows));
      }
      return found;
    }
  }
}
