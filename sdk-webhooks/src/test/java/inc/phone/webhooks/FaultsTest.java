package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.spi.VoicemailFilter;
import inc.phone.webhooks.store.Connections;
import inc.phone.webhooks.store.FailingConnections;
import inc.phone.webhooks.store.JdbcCallStore;
import inc.phone.webhooks.store.Postgres;
import inc.phone.webhooks.store.SqliteFiles;
import inc.phone.webhooks.store.TcpProxy;
import inc.phone.webhooks.testkit.EventBodies;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever breaks under a delivery: what was answered 200 is there, and a retry mends the rest. */
class FaultsTest {
  private static final String CALL = "call-1";
  private static final List<byte[]> BODIES = EventBodies.missedCallWithVoicemail(CALL);

  @TempDir Path directory;

  /**
   * Before the driver sees the call, or after it did what it was asked; one call, or three in a
   * row, so that the rollback of a failed statement fails as well.
   */
  @ParameterizedTest
  @CsvSource({
    "sqlite, 0, 1, false",
    "sqlite, 0, 1, true",
    "sqlite, 3, 1, false",
    "sqlite, 3, 3, false",
    "postgresql, 0, 1, false",
    "postgresql, 0, 1, true",
    "postgresql, 3, 1, false",
    "postgresql, 3, 1, true",
    "postgresql, 0, 3, false",
    "postgresql, 3, 3, false"
  })
  void theNthCallOfJdbcFailsForEveryN(String engine, int victim, int inARow, boolean afterwards)
      throws Exception {
    int failures = 0;
    try (HikariDataSource pool = pool(database(engine))) {
      JdbcCallStore healthy = JdbcCallStore.create(pool);
      AtomicInteger countdown = new AtomicInteger(Integer.MAX_VALUE);
      WebhookReceiver receiver =
          receiver(
              JdbcCallStore.create(FailingConnections.of(pool, countdown, inARow, afterwards)));
      for (int n = 0; countdown.get() > 0; n++) {
        String callId = "call-" + n;
        List<byte[]> bodies = EventBodies.missedCallWithVoicemail(callId);
        bodies.subList(0, victim).forEach(body -> assertThat(post(receiver, body)).isEqualTo(200));
        countdown.set(n);
        int status = post(receiver, bodies.get(victim));
        boolean failed = countdown.getAndSet(Integer.MAX_VALUE) < 0;
        assertThat(status).isIn(200, 503);
        if (status == 503) {
          failures++;
        }
        assertStoredWhole(healthy, callId, status == 200 ? victim + 1 : victim);
        bodies.forEach(body -> assertThat(post(receiver, body)).isEqualTo(200));
        assertEqualsOracle(healthy, callId, bodies);
        countdown.set(failed ? Integer.MAX_VALUE : 0);
      }
    }
    assertThat(failures).isGreaterThan(15);
  }

  @ParameterizedTest
  @EnumSource(TcpProxy.Fault.class)
  void aConnectionThatBreaksAtCommitIsAnswered503AndMendedByTheRetry(TcpProxy.Fault fault)
      throws Exception {
    String schema = Postgres.shared().newSchema();
    DataSource direct = new Connections(() -> open(schema, Postgres.shared().port()));
    JdbcCallStore healthy = JdbcCallStore.create(direct);
    try (TcpProxy proxy = new TcpProxy(Postgres.shared().port())) {
      JdbcCallStore store = JdbcCallStore.create(new Connections(() -> open(schema, proxy.port())));
      WebhookReceiver receiver = receiver(store);
      List<byte[]> sent = new ArrayList<>();
      for (byte[] body : BODIES) {
        proxy.arm(fault);
        assertThat(post(receiver, body)).isEqualTo(503);
        assertThat(proxy.isArmed()).isFalse();
        boolean reachedTheServer = fault != TcpProxy.Fault.CUT_BEFORE;
        assertThat(eventCount(healthy)).isEqualTo(sent.size() + (reachedTheServer ? 1 : 0));
        assertThat(answer(receiver, body))
            .isEqualTo(
                reachedTheServer ? "{\"status\":\"duplicate\"}" : "{\"status\":\"accepted\"}");
        sent.add(body);
        assertEqualsOracle(healthy, CALL, sent);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void anInterruptLosesNothingAndStaysOnTheThread(String engine) throws Exception {
    JdbcCallStore store = JdbcCallStore.create(database(engine));
    WebhookReceiver receiver = receiver(store);
    List<Thread> threads = new ArrayList<>();
    List<byte[]> bodies = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (int call = 0; call < 10; call++) {
      bodies.addAll(EventBodies.missedCallWithVoicemail("call-" + call));
    }
    AtomicInteger next = new AtomicInteger();
    for (int i = 0; i < 8; i++) {
      threads.add(
          new Thread(
              () -> {
                for (int n = next.getAndIncrement();
                    n < bodies.size();
                    n = next.getAndIncrement()) {
                  Thread.currentThread().interrupt(); // as leader and as follower, at every point
                  int status = post(receiver, bodies.get(n));
                  if (!Thread.interrupted() || (status != 200 && status != 503)) {
                    synchronized (problems) {
                      problems.add("status " + status + " or the interrupt is gone");
                    }
                  }
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(problems).isEmpty();
    bodies.forEach(body -> assertThat(post(receiver, body)).isEqualTo(200));
    for (int call = 0; call < 10; call++) {
      CallKey key = new CallKey("default", "call-" + call);
      assertThat(store.call(key).orElseThrow().eventCount()).isEqualTo(6);
      assertThat(store.events(key)).hasSize(6);
    }
  }

  /** Row, voicemails and events of a commit are there together or not at all. */
  private static void assertStoredWhole(JdbcCallStore store, String callId, int accepted) {
    CallKey key = new CallKey("default", callId);
    int events = store.call(key).map(CallRecord::eventCount).orElse(0);
    assertThat(store.events(key)).as(callId).hasSize(events);
    assertThat(events).as(callId).isBetween(accepted, accepted + 1);
    int voicemails = store.call(key).map(call -> call.voicemails().size()).orElse(0);
    assertThat(store.voicemails("default", VoicemailFilter.ALL, 500, null).items())
        .as(callId)
        .filteredOn(voicemail -> voicemail.call().callId().equals(callId))
        .hasSize(voicemails);
  }

  private static void assertEqualsOracle(JdbcCallStore store, String callId, List<byte[]> bodies) {
    CallRecord call = store.call(new CallKey("default", callId)).orElseThrow();
    assertThat(SortThenFold.actualRow(call))
        .isEqualTo(SortThenFold.row(SeveralNodesTest.parsed(bodies)));
    assertThat(store.events(call.key())).hasSize(call.eventCount());
  }

  private static int eventCount(JdbcCallStore store) {
    return store.call(new CallKey("default", CALL)).map(CallRecord::eventCount).orElse(0);
  }

  private DataSource database(String engine) {
    return engine.equals("sqlite")
        ? SqliteFiles.open(directory.resolve("calls.db"))
        : Postgres.emptySchema();
  }

  private static HikariDataSource pool(DataSource database) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database);
    config.setMaximumPoolSize(2);
    return new HikariDataSource(config);
  }

  private static Connection open(String schema, int port) throws SQLException {
    return Connections.open(Postgres.url(schema, port) + "&socketTimeout=1");
  }

  private static WebhookReceiver receiver(JdbcCallStore store) {
    return WebhookReceiver.builder().verifier(request -> new Verified("0")).store(store).build();
  }

  private static int post(WebhookReceiver receiver, byte[] body) {
    return receiver.receive(WebhookRequest.of(null, Map.of(), body)).status();
  }

  private static String answer(WebhookReceiver receiver, byte[] body) {
    return receiver.receive(WebhookRequest.of(null, Map.of(), body)).body();
  }
}
