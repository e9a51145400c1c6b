package inc.phone.webhooks.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import inc.phone.webhooks.DeliveryOptions;
import inc.phone.webhooks.ForwardingStore;
import inc.phone.webhooks.ListenerSpec;
import inc.phone.webhooks.PhoneEvent;
import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.WebhookRequest;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.spi.Completion;
import inc.phone.webhooks.spi.DeliveryContext;
import inc.phone.webhooks.spi.ParkedDelivery;
import inc.phone.webhooks.spi.Telemetry;
import inc.phone.webhooks.spi.TransactionalDeliveryStore;
import inc.phone.webhooks.spi.TransactionalListener;
import inc.phone.webhooks.testkit.EventBodies;
import inc.phone.webhooks.testkit.ManualRunner;
import inc.phone.webhooks.testkit.SettableClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever call of JDBC fails while a transactional listener is told: only what the listener itself
 * threw uses an attempt, and its effect is there once.
 */
class StoreTroubleTest {
  private static final Instant NOW = Instant.parse("2026-05-15T10:00:05Z");

  @TempDir Path directory;

  private final SettableClock clock = new SettableClock(NOW);
  private final ManualRunner runner = new ManualRunner(clock);
  private final AtomicInteger countdown = new AtomicInteger(Integer.MAX_VALUE);
  private final List<Integer> attempts = new ArrayList<>();
  private DataSource database;
  private int thrown;
  private int counted;

  @ParameterizedTest
  @CsvSource({
    "sqlite, 1, false",
    "sqlite, 1, true",
    "sqlite, 3, false",
    "postgresql, 1, false",
    "postgresql, 1, true",
    "postgresql, 3, false"
  })
  void usesNoAttemptOfTheListener(String engine, int inARow, boolean afterwards) throws Exception {
    database =
        engine.equals("sqlite")
            ? SqliteFiles.open(directory.resolve("calls.db"))
            : Postgres.emptySchema();
    int failures = 0;
    try (HikariDataSource pool = pool(database)) {
      Armed store =
          new Armed(
              JdbcCallStore.create(pool),
              JdbcCallStore.create(FailingConnections.of(pool, countdown, inARow, afterwards)));
      WebhookReceiver receiver = receiver(store, this::write);
      boolean failed = true;
      for (int n = 0; failed; n++) {
        String callId = "call-" + n;
        attempts.clear();
        thrown = 0;
        counted = 0;
        store.failAt = n;
        post(receiver, callId);
        runner.settle();
        failed = store.failed || n < 3; // the first few may be before anything happens
        failures += store.failed ? 1 : 0;
        awaitNoTransaction(engine);
        runner.advance(Duration.ofMinutes(3));

        assertThat(counted).as(callId).isLessThanOrEqualTo(thrown);
        if (inARow == 1) {
          assertThat(counted).as(callId).isEqualTo(thrown);
        }
        assertThat(attempts.get(attempts.size() - 1)).as(callId).isEqualTo(1 + counted);
        assertThat(effects(callId)).as(callId).isEqualTo(1);
        assertThat(receiver.deliveries().parked(9)).as(callId).isEmpty();
      }
      receiver.close();
    }
    assertThat(failures).isGreaterThan(10);
  }

  /** Else the lane would wait for the end of the lease, or be parked. */
  @Test
  void whatIsThrownByAServerThatEndsTheConnectionIsNotTheListeners() throws Exception {
    database = Postgres.emptySchema();
    try (HikariDataSource pool = pool(database)) {
      WebhookReceiver receiver =
          receiver(
              JdbcCallStore.create(pool),
              (connection, event, call, context) -> {
                attempts.add(context.attempt());
                if (attempts.size() <= 5) {
                  execute(connection, "SELECT pg_terminate_backend(pg_backend_pid())", null);
                }
                execute(connection, "INSERT INTO effects VALUES (?)", call.callId());
              });
      post(receiver, "a");
      runner.advance(Duration.ofMinutes(3));
      assertThat(attempts).containsExactly(1, 1, 1, 1, 1, 1);
      assertThat(counted).isZero();
      assertThat(effects("a")).isEqualTo(1);
      receiver.close();
    }
  }

  /** A listener may well have trouble of the same kind, in a database of its own. */
  @Test
  void theSameExceptionsCountIfTheListenerThrowsThem() throws Exception {
    database = Postgres.emptySchema();
    try (HikariDataSource pool = pool(database)) {
      WebhookReceiver receiver =
          receiver(
              JdbcCallStore.create(pool),
              (connection, event, call, context) -> {
                throw new SQLException("another database is away", "08006");
              });
      post(receiver, "a");
      runner.advance(Duration.ofMinutes(3));
      assertThat(receiver.deliveries().parked(9))
          .extracting(ParkedDelivery::attempts)
          .containsExactly(2);
      receiver.close();
    }
  }

  private WebhookReceiver receiver(TransactionalDeliveryStore store, TransactionalListener exact)
      throws SQLException {
    Postgres.execute(database, "CREATE TABLE effects (call_id varchar(99))");
    return WebhookReceiver.builder()
        .verifier(request -> new Verified("0"))
        .store(store)
        .quarantine(new MemoryCallStore())
        .clock(clock)
        .executor(runner)
        .delivery(
            DeliveryOptions.builder()
                .scheduler(runner)
                .sweep(Duration.ofMinutes(1))
                .maxAttempts(2)
                .jitter(() -> 0.5)
                .build())
        .telemetry(
            new Telemetry() {
              @Override
              public void deliveryFailed(String listener, int attempt) {
                counted++;
              }
            })
        .listener(ListenerSpec.named("exact"), exact)
        .build();
  }

  private void write(
      Connection connection, PhoneEvent event, CallRecord call, DeliveryContext context)
      throws SQLException {
    attempts.add(context.attempt());
    try {
      execute(connection, "INSERT INTO effects VALUES (?)", call.callId());
    } catch (SQLException e) {
      thrown++;
      throw e;
    }
  }

  private static void execute(Connection connection, String sql, @Nullable String value)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      if (value != null) {
        statement.setString(1, value);
      }
      statement.execute();
    }
  }

  private static void post(WebhookReceiver receiver, String callId) {
    byte[] body = EventBodies.envelope("call.initiated", "10:00:00", callId, "ringing", "null", "");
    assertThat(receiver.receive(WebhookRequest.of(null, Map.of(), body)).status()).isEqualTo(200);
  }

  private long effects(String callId) throws SQLException {
    return count("SELECT count(*) FROM effects WHERE call_id = '" + callId + "'");
  }

  /** A server finds out on its own time that a connection was given up, and rolls back then. */
  private void awaitNoTransaction(String engine) throws SQLException {
    while (engine.equals("postgresql")
        && count("SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'")
            > 0) {
      Thread.onSpinWait();
    }
  }

  private long count(String sql) throws SQLException {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static HikariDataSource pool(DataSource database) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database);
    config.setMaximumPoolSize(2);
    return new HikariDataSource(config);
  }

  /** Fails in the next completion with an effect, and nowhere else. */
  private final class Armed extends ForwardingStore implements TransactionalDeliveryStore {
    private final JdbcCallStore healthy;
    private final JdbcCallStore faulty;
    private int failAt = -1;
    private boolean failed;

    Armed(JdbcCallStore healthy, JdbcCallStore faulty) {
      super(healthy);
      this.healthy = healthy;
      this.faulty = faulty;
    }

    @Override
    public boolean complete(Completion completion, Effect effect) throws Exception {
      if (failAt < 0) {
        return healthy.complete(completion, effect);
      }
      countdown.set(failAt);
      failAt = -1;
      try {
        return faulty.complete(completion, effect);
      } finally {
        failed = countdown.getAndSet(Integer.MAX_VALUE) <= 0;
      }
    }
  }
}
