package inc.phone.webhooks.store;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.Completion;
import inc.phone.webhooks.spi.DeliveryChange;
import inc.phone.webhooks.spi.Lease;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What deliveries cost on the wire depends neither on how many there are nor on the lanes. */
class DeliveryRoundTripsTest {
  private TcpProxy proxy;
  private Connection connection;
  private JdbcCallStore store;

  @BeforeEach
  void open() throws Exception {
    proxy = new TcpProxy(Postgres.shared().port());
    connection =
        DriverManager.getConnection(Postgres.url(Postgres.shared().newSchema(), proxy.port()));
    Connection pooled =
        JdbcProxy.of(
            Connection.class,
            connection,
            (method, call) -> method.getName().equals("close") ? null : call.proceed());
    store = JdbcCallStore.create(new Connections(() -> pooled));
  }

  @AfterEach
  void close() throws Exception {
    connection.close();
    proxy.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 64, 256})
  void anyNumberOfLanesTakesTheSameFewRoundTrips(int size) {
    for (int round = 0; round < 8; round++) { // the driver prepares statements on the way
      int base = round;
      List<CallChange> changes =
          IntStream.range(0, size)
              .mapToObj(i -> Owing.change("call-" + i, base, "e" + base, "crm", "chat"))
              .toList();
      // The calls, their events, their lanes, their deliveries, and the commit.
      assertThat(trips(() -> store.commit(changes), 5)).containsOnly(CommitResult.WRITTEN);

      Map<String, Integer> wanted = Map.of("crm", size, "chat", size);
      // The lanes, their leases, what waits with its events, the calls, and the commit.
      List<Lease> leases = trips(() -> store.lease(Owing.request(wanted, Owing.NOW)), 5);
      assertThat(leases).hasSize(2 * size).allSatisfy(l -> assertThat(l.waiting()).hasSize(1));

      // The lanes, their ends, what was delivered, and the commit.
      assertThat(trips(() -> store.complete(Owing.done(leases)), 4)).containsOnly(true);
    }
  }

  @Test
  void noticesAndWakesTakeOneMoreForTheWholeBatch() {
    store.commit(changes(64, 0, new DeliveryChange(List.of(), null, null)));
    DeliveryChange wake = new DeliveryChange(List.of(), null, Owing.NOW);
    assertThat(trips(() -> store.commit(changes(64, 1, wake)), 4))
        .containsOnly(CommitResult.WRITTEN);
  }

  @Test
  void whatIsParkedTakesOneMoreForTheWholeBatch() {
    store.commit(
        IntStream.range(0, 64).mapToObj(i -> Owing.change("c" + i, 0, "e", "crm")).toList());
    List<Lease> leases = store.lease(Owing.request(64, Owing.NOW));
    List<Completion> half =
        IntStream.range(0, 64)
            .mapToObj(
                i ->
                    i % 2 == 0
                        ? Owing.done(leases.get(i))
                        : Owing.parked(leases.get(i), Instant.EPOCH))
            .toList();
    assertThat(trips(() -> store.complete(half), 5)).containsOnly(true);
    // One page: the list, the lanes, what is parked of it still, its attempts, its lanes, commit.
    assertThat(trips(() -> store.replayAll("default", null, Owing.NOW), 6)).isEqualTo(32);
  }

  @Test
  void nothingDueIsFoundOutAtOnce() {
    assertThat(trips(() -> store.lease(Owing.request(64, Owing.NOW)), 2)).isEmpty();
  }

  private static List<CallChange> changes(int size, long base, DeliveryChange deliveries) {
    return IntStream.range(0, size)
        .mapToObj(i -> Owing.change("call-" + i, base, "e" + base, deliveries))
        .toList();
  }

  private <T> T trips(Supplier<T> work, int expected) {
    int before = proxy.roundTrips();
    T answer = work.get();
    assertThat(proxy.roundTrips() - before).isEqualTo(expected);
    return answer;
  }
}
