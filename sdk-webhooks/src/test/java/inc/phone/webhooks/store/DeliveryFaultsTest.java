package inc.phone.webhooks.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.OutcomeUnknownException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whatever call of JDBC fails in a lease or a completion: nothing is lost, what was answered is so,
 * and the effect of a transactional listener is there if and only if its delivery is done.
 */
class DeliveryFaultsTest {
  private static final String FAULTS =
      """
      sqlite, 1, false
      sqlite, 1, true
      sqlite, 3, false
      postgresql, 1, false
      postgresql, 1, true
      postgresql, 3, false""";

  @TempDir Path directory;

  private final AtomicInteger countdown = new AtomicInteger(Integer.MAX_VALUE);
  private DataSource database;
  private boolean isPostgres;
  private JdbcCallStore healthy;
  private JdbcCallStore faulty;
  private int failures;

  /** Something of the store's that is tried with every fault. */
  @FunctionalInterface
  private interface Attempt {
    void with(String callId, Instant now) throws Exception;
  }

  private void forEveryFault(String engine, int inARow, boolean afterwards, Attempt attempt)
      throws Exception {
    isPostgres = engine.equals("postgresql");
    database =
        engine.equals("sqlite")
            ? SqliteFiles.open(directory.resolve("calls.db"))
            : Postgres.emptySchema();
    try (HikariDataSource pool = pool(database)) {
      healthy = JdbcCallStore.create(pool);
      faulty = JdbcCallStore.create(FailingConnections.of(pool, countdown, inARow, afterwards));
      Postgres.execute(database, "CREATE TABLE effects (call_id varchar(99) PRIMARY KEY)");
      boolean failed = true;
      for (int n = 0; failed; n++) {
        String callId = "call-" + n;
        healthy.commit(List.of(Owing.change(callId, 0, "e", Owing.LISTENER)));
        int before = failures;
        attempt.with(callId, Owing.NOW.plusSeconds(1000L * n));
        failed = failures > before || n < 3; // the first few may be before anything happens
      }
    }
    assertThat(failures).isGreaterThan(10);
  }

  /** Arms the fault for one call of the store's. */
  private <T> T failing(String callId, Faulty<T> call, T otherwise) throws Exception {
    countdown.set(Integer.parseInt(callId.substring("call-".length())));
    try {
      return call.run();
    } catch (OutcomeUnknownException | SQLException e) {
      return otherwise;
    } finally {
      failures += countdown.getAndSet(Integer.MAX_VALUE) <= 0 ? 1 : 0;
      awaitNoTransaction();
    }
  }

  /** A server finds out on its own time that a connection was given up, and rolls back then. */
  private void awaitNoTransaction() throws SQLException {
    while (isPostgres
        && count("SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'")
            > 0) {
      Thread.onSpinWait();
    }
  }

  /** A call that may fail. */
  @FunctionalInterface
  private interface Faulty<T> {
    T run() throws Exception;
  }

  @ParameterizedTest
  @CsvSource(textBlock = FAULTS)
  void aLeaseThatFailedComesDueAgain(String engine, int inARow, boolean afterwards)
      throws Exception {
    forEveryFault(
        engine,
        inARow,
        afterwards,
        (callId, now) -> {
          failing(callId, () -> faulty.lease(Owing.request(9, now)), List.<Lease>of());
          List<Lease> leases = healthy.lease(Owing.request(9, now.plus(Owing.TTL)));
          assertThat(leases).extracting(lease -> lease.key().callId()).containsExactly(callId);
          assertThat(leases.get(0).waiting()).hasSize(1);
          assertThat(healthy.complete(Owing.done(leases))).containsExactly(true);
        });
  }

  @ParameterizedTest
  @CsvSource(textBlock = FAULTS)
  void aCompletionIsWholeOrIsNotAndWhatItAnsweredIsSo(String engine, int inARow, boolean afterwards)
      throws Exception {
    forEveryFault(
        engine,
        inARow,
        afterwards,
        (callId, now) -> {
          List<Lease> leases = healthy.lease(Owing.request(9, now));
          assertThat(leases).hasSize(1);
          List<Boolean> answer =
              failing(callId, () -> faulty.complete(Owing.done(leases)), List.<Boolean>of());
          assertThat(answer).isIn(List.of(), List.of(true));
          boolean isDone = isDone(callId, now);
          assertThat(isDone || answer.isEmpty()).isTrue();
        });
  }

  @ParameterizedTest
  @CsvSource(textBlock = FAULTS)
  void anEffectIsThereIfAndOnlyIfItsDeliveryIsDone(String engine, int inARow, boolean afterwards)
      throws Exception {
    forEveryFault(
        engine,
        inARow,
        afterwards,
        (callId, now) -> {
          Lease lease = healthy.lease(Owing.request(9, now)).get(0);
          boolean answer =
              failing(
                  callId,
                  () -> faulty.complete(Owing.done(lease), connection -> write(connection, callId)),
                  false);
          boolean isDone = isDone(callId, now);
          assertThat(isDone || !answer).isTrue();
          assertThat(isEffective(callId)).isEqualTo(isDone);
        });
  }

  /** Finishes what is left, so that the next attempt is alone. */
  private boolean isDone(String callId, Instant now) {
    List<Lease> left = healthy.lease(Owing.request(9, now.plus(Owing.TTL)));
    if (left.isEmpty()) {
      return true;
    }
    assertThat(left).extracting(lease -> lease.key().callId()).containsExactly(callId);
    boolean isDone = left.get(0).waiting().isEmpty();
    assertThat(healthy.complete(Owing.done(left))).containsExactly(true);
    return isDone;
  }

  private static void write(Connection connection, String callId) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO effects VALUES (?)")) {
      statement.setString(1, callId);
      statement.executeUpdate();
    }
  }

  private boolean isEffective(String callId) throws SQLException {
    return count("SELECT count(*) FROM effects WHERE call_id = '" + callId + "'") == 1;
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
}
