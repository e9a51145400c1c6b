package inc.phone.webhooks.store;

import static inc.phone.webhooks.spi.CommitResult.WRITTEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import inc.phone.webhooks.DeliveryOptions;
import inc.phone.webhooks.ListenerSpec;
import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.WebhookRequest;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.Pruning;
import inc.phone.webhooks.spi.QuarantinedBody;
import inc.phone.webhooks.spi.TransactionalListener;
import inc.phone.webhooks.testkit.EventBodies;
import inc.phone.webhooks.testkit.ManualRunner;
import inc.phone.webhooks.testkit.SettableClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in a transaction of the store's and asks for another would wait for itself. */
class EffectThatCallsTheStoreTest {
  private static final String REFUSED =
      "a write to the store from inside an effect, whose transaction it would wait for: write"
          + " through the effect's connection, or call the store and the receiver when the effect"
          + " is over, from another thread";

  @TempDir Path directory;

  private HikariDataSource pool;
  private JdbcCallStore store;
  private Lease lease;

  private void open(String engine) {
    DataSource database =
        engine.equals("sqlite")
            ? SqliteFiles.open(directory.resolve("calls.db"))
            : Postgres.emptySchema();
    HikariConfig config = new HikariConfig();
    config.setDataSource(database);
    config.setMaximumPoolSize(2);
    pool = new HikariDataSource(config);
    store = JdbcCallStore.create(pool);
    Postgres.execute(pool, "CREATE TABLE t (x bigint)");
  }

  private void lease() {
    store.commit(List.of(Owing.change("a", 0, "e1", Owing.LISTENER)));
    lease = store.lease(Owing.request(1, Owing.NOW)).get(0);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  /** A call of the store's that writes. */
  @FunctionalInterface
  private interface Write {
    void run() throws Exception;
  }

  private Map<String, Write> writes() {
    byte[] bytes = {1};
    QuarantinedBody body =
        new QuarantinedBody("default", "0".repeat(64), Owing.NOW, "malformed", bytes);
    Pruning pruning = new Pruning(Owing.change("a", 1, "e1"), Set.of());
    Map<String, Write> writes = new LinkedHashMap<>();
    writes.put("commit", () -> store.commit(List.of(Owing.change("b", 0, "e", Owing.LISTENER))));
    writes.put("lease", () -> store.lease(Owing.request(1, Owing.NOW.plus(Owing.TTL))));
    writes.put("complete", () -> store.complete(Owing.done(List.of(lease))));
    writes.put(
        "complete with an effect",
        () -> store.complete(Owing.done(lease), EffectThatCallsTheStoreTest::insert));
    writes.put("replay", () -> store.replay(Owing.key("a"), Owing.LISTENER, "e1", Owing.NOW));
    writes.put("replayAll", () -> store.replayAll("default", null, Owing.NOW));
    writes.put("owePast", () -> store.owePast(Owing.past()));
    writes.put("put", () -> store.put(body));
    writes.put("remove", () -> store.remove("default", "0".repeat(64)));
    writes.put("prune", () -> store.prune(List.of(pruning)));
    writes.put("forget", () -> store.forget(List.of(Owing.key("a"))));
    return writes;
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void isRefusedWhateverItWrites(String engine) throws Exception {
    open(engine);
    lease();
    List<String> wrong = new ArrayList<>();
    boolean done =
        store.complete(
            Owing.done(lease),
            connection -> {
              insert(connection);
              writes()
                  .forEach(
                      (name, write) -> {
                        Throwable thrown = catchThrowable(write::run);
                        if (!(thrown instanceof IllegalStateException)
                            || !REFUSED.equals(thrown.getMessage())) {
                          wrong.add(name + ": " + thrown);
                        }
                      });
            });

    assertThat(wrong).isEmpty();
    assertThat(done).as("an effect may go on").isTrue();
    assertThat(effects()).isEqualTo(1);
    assertThat(store.load(List.of(Owing.key("b"))).get(0).version()).isZero();
    assertThat(store.lease(Owing.request(1, Owing.NOW.plusSeconds(3600)))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void undoesTheEffectThatDoesNotCatchIt(String engine) {
    open(engine);
    lease();
    writes()
        .forEach(
            (name, write) -> {
              assertThatThrownBy(
                      () ->
                          store.complete(
                              Owing.done(lease),
                              connection -> {
                                insert(connection);
                                write.run();
                              }))
                  .as(name)
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessage(REFUSED);
              assertThat(effects()).as(name).isZero();
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void theSameThreadWritesWhenTheEffectIsOverHoweverItEnded(String engine) throws Exception {
    open(engine);
    lease();
    assertThatThrownBy(
            () ->
                store.complete(
                    Owing.done(lease),
                    connection -> {
                      throw new SQLException("of the effect");
                    }))
        .isInstanceOf(SQLException.class);
    assertThat(store.commit(List.of(Owing.change("b", 0, "e")))).containsExactly(WRITTEN);
    assertThat(store.complete(Owing.done(lease), connection -> {})).isTrue();
    assertThat(store.commit(List.of(Owing.change("c", 0, "e")))).containsExactly(WRITTEN);
    assertThat(store.complete(Owing.done(lease), connection -> {})).as("lost").isFalse();
    assertThat(store.commit(List.of(Owing.change("d", 0, "e")))).containsExactly(WRITTEN);
  }

  /** Reading takes a connection of its own, and waits for nobody. */
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void mayReadWhatWasThereBefore(String engine) throws Exception {
    open(engine);
    lease();
    List<Long> versions = new ArrayList<>();
    store.complete(
        Owing.done(lease),
        connection -> versions.add(store.load(List.of(Owing.key("a"))).get(0).version()));

    assertThat(versions).containsExactly(1L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void isToldByTheReceiverThatTheStoreIsInTrouble(String engine) {
    open(engine);
    SettableClock clock = new SettableClock(Owing.NOW.plusSeconds(5));
    ManualRunner runner = new ManualRunner(clock);
    List<Object> answers = new ArrayList<>();
    List<WebhookReceiver> self = new ArrayList<>();
    TransactionalListener listener =
        (connection, event, call, context) -> {
          insert(connection);
          answers.add(post(self.get(0), "b"));
          if (context.attempt() == 1) {
            self.get(0).matcher().assign("a", "jane");
          }
        };
    WebhookReceiver receiver =
        WebhookReceiver.builder()
            .verifier(request -> new Verified("0"))
            .store(store)
            .clock(clock)
            .executor(runner)
            .delivery(DeliveryOptions.builder().scheduler(runner).jitter(() -> 0.5).build())
            .listener(ListenerSpec.named("exact"), listener)
            .build();
    self.add(receiver);
    answers.add(post(receiver, "a"));
    runner.settle();
    assertThat(answers).containsExactly(200, 503);
    assertThat(effects()).as("the assignment threw").isZero();
    runner.advance(Duration.ofMinutes(1));

    assertThat(answers).containsExactly(200, 503, 503);
    assertThat(effects()).isEqualTo(1);
    assertThat(store.call(Owing.key("b"))).isEmpty();
    assertThat(post(receiver, "c")).isEqualTo(200);
    receiver.close();
  }

  private static int post(WebhookReceiver receiver, String callId) {
    byte[] body = EventBodies.envelope("call.initiated", "10:00:00", callId, "ringing", "null", "");
    return receiver.receive(WebhookRequest.of(null, Map.of(), body)).status();
  }

  private long effects() {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM t")) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void insert(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("INSERT INTO t VALUES (1)");
    }
  }
}
