package inc.phone.webhooks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.OutcomeUnknownException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** PostgreSQL is killed while lanes are given back: some deliveries are repeated, none is lost. */
class KillUnderDeliveryTest {
  private static final int CALLS = 1_200;
  private static final Instant MUCH_LATER = Owing.NOW.plusSeconds(3600);

  /** The server dies between the completion and its answer. */
  @ParameterizedTest
  @EnumSource(TcpProxy.Fault.class)
  void aCompletionWithoutAnAnswerIsRepeatedOrDone(TcpProxy.Fault fault) throws Exception {
    Postgres server = Postgres.shared();
    String schema = server.newSchema();
    DataSource direct =
        new Connections(() -> Connections.open(Postgres.url(schema, server.port())));
    JdbcCallStore healthy = JdbcCallStore.create(direct);
    healthy.commit(List.of(Owing.change("a", 0, "e1", Owing.LISTENER)));
    Lease lease = healthy.lease(Owing.request(1, Owing.NOW)).get(0);
    healthy.commit(List.of(Owing.change("a", 1, "e2", Owing.LISTENER)));
    try (TcpProxy proxy = new TcpProxy(server.port())) {
      JdbcCallStore store =
          JdbcCallStore.create(
              new Connections(
                  () -> Connections.open(Postgres.url(schema, proxy.port()) + "&socketTimeout=1")));
      proxy.arm(fault);
      assertThatThrownBy(() -> store.complete(List.of(Owing.done(lease))))
          .isInstanceOf(OutcomeUnknownException.class);
    }
    server.kill();
    server.restart();
    boolean reachedTheServer = fault != TcpProxy.Fault.CUT_BEFORE;
    Lease next = healthy.lease(Owing.request(1, Owing.NOW.plus(Owing.TTL))).get(0);
    assertThat(next.fence()).isEqualTo(2);
    assertThat(next.waiting())
        .extracting(waiting -> waiting.id())
        .containsExactlyElementsOf(reachedTheServer ? List.of("e2") : List.of("e1", "e2"));
    assertThat(healthy.complete(List.of(Owing.done(lease)))).as("too late").containsExactly(false);
  }

  @Test
  void whatWasAnsweredStaysDoneAndTheRestIsLeasedAgain() throws Exception {
    Postgres server = Postgres.shared();
    DataSource database = server.schema();
    JdbcCallStore store = JdbcCallStore.create(database);
    Set<CallKey> all = ConcurrentHashMap.newKeySet();
    for (int first = 0; first < CALLS; first += 200) {
      store.commit(
          IntStream.range(first, first + 200)
              .mapToObj(i -> Owing.change("call-" + i, 0, "e", Owing.LISTENER))
              .peek(change -> all.add(change.key()))
              .toList());
    }
    Set<CallKey> answered = ConcurrentHashMap.newKeySet();
    Set<CallKey> unknown = ConcurrentHashMap.newKeySet();
    deliverUntilKilled(server, database, answered, unknown);
    server.restart();

    List<Lease> left = store.lease(Owing.request(CALLS, MUCH_LATER));
    assertThat(left).isNotEmpty();
    assertThat(left).extracting(Lease::key).doesNotContainAnyElementsOf(answered);
    all.removeAll(answered);
    left.forEach(lease -> all.remove(lease.key()));
    assertThat(unknown).as("may be done, anything else may not").containsAll(all);
    assertThat(left)
        .allSatisfy(
            lease -> assertThat(lease.waiting()).hasSize(1).allMatch(w -> w.event() != null));
  }

  private static void deliverUntilKilled(
      Postgres server, DataSource database, Set<CallKey> answered, Set<CallKey> unknown)
      throws Exception {
    CountDownLatch enough = new CountDownLatch(20);
    AtomicBoolean killed = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try (HikariDataSource pool = pool(database)) {
      JdbcCallStore node = JdbcCallStore.create(pool);
      List<Future<?>> workers = new ArrayList<>();
      for (int worker = 0; worker < 4; worker++) {
        workers.add(
            threads.submit(
                () -> {
                  while (!killed.get()) {
                    deliver(node, answered, unknown);
                    enough.countDown();
                  }
                }));
      }
      enough.await();
      server.kill();
      killed.set(true);
      for (Future<?> worker : workers) {
        worker.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static void deliver(JdbcCallStore node, Set<CallKey> answered, Set<CallKey> unknown) {
    List<CallKey> asked = new ArrayList<>();
    try {
      List<Lease> leases = node.lease(Owing.request(3, Owing.NOW));
      leases.forEach(lease -> asked.add(lease.key()));
      if (!leases.isEmpty()) {
        assertThat(node.complete(Owing.done(leases))).containsOnly(true);
        answered.addAll(asked);
      }
    } catch (OutcomeUnknownException e) {
      unknown.addAll(asked);
    }
  }

  private static HikariDataSource pool(DataSource database) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database);
    config.setMaximumPoolSize(4);
    config.setConnectionTimeout(250);
    return new HikariDataSource(config);
  }
}
