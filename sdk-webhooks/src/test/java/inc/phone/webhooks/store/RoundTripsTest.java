package inc.phone.webhooks.store;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.model.EventType;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.EventChange;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a batch costs on the wire does not depend on how many calls it has. */
class RoundTripsTest {
  private static final Instant NOON = Instant.parse("2026-05-15T12:00:00Z");

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 64, 256})
  void aBatchOfAnySizeTakesTheSameFewRoundTrips(int size) throws Exception {
    try (TcpProxy proxy = new TcpProxy(Postgres.shared().port());
        Connection connection =
            DriverManager.getConnection(
                Postgres.url(Postgres.shared().newSchema(), proxy.port()))) {
      JdbcCallStore store = JdbcCallStore.create(new Connections(() -> pooled(connection)));
      for (int round = 0; round < 12; round++) { // the driver prepares statements on the way
        int before = proxy.roundTrips();
        assertThat(store.load(keys(size))).hasSize(size);
        assertThat(proxy.roundTrips() - before).as("load %d", round).isEqualTo(1);

        before = proxy.roundTrips();
        assertThat(store.commit(changes(size, round))).containsOnly(CommitResult.WRITTEN);
        // The calls, their events, and the commit; the transaction begins with the first.
        assertThat(proxy.roundTrips() - before).as("commit %d", round).isEqualTo(3);
      }
    }
  }

  @Test
  void aBatchOfOldAndNewCallsTakesNoMore() throws Exception {
    try (TcpProxy proxy = new TcpProxy(Postgres.shared().port());
        Connection connection =
            DriverManager.getConnection(
                Postgres.url(Postgres.shared().newSchema(), proxy.port()))) {
      JdbcCallStore store = JdbcCallStore.create(new Connections(() -> pooled(connection)));
      store.commit(changes(32, 0));
      List<CallChange> mixed =
          IntStream.range(0, 64).mapToObj(i -> change(i, i < 32 ? 1 : 0)).toList();
      int before = proxy.roundTrips();
      assertThat(store.commit(mixed)).containsOnly(CommitResult.WRITTEN);
      assertThat(proxy.roundTrips() - before).isEqualTo(3);
    }
  }

  private static Connection pooled(Connection connection) {
    return JdbcProxy.of(
        Connection.class,
        connection,
        (method, call) -> method.getName().equals("close") ? null : call.proceed());
  }

  private static List<CallKey> keys(int size) {
    return IntStream.range(0, size).mapToObj(RoundTripsTest::key).toList();
  }

  private static List<CallChange> changes(int size, int version) {
    return IntStream.range(0, size).mapToObj(i -> change(i, version)).toList();
  }

  private static CallChange change(int call, int version) {
    EventRecord event = new EventRecord("e" + version, EventType.CALL_ENDED, NOON, NOON, false);
    return new CallChange(
        version,
        new byte[1500],
        CallRecord.of(key(call), new CallProjection()),
        List.of(new EventChange(event, new byte[900])));
  }

  private static CallKey key(int call) {
    return new CallKey("default", "call-" + call);
  }
}
