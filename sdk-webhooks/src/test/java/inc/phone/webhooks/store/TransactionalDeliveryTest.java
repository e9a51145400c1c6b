package inc.phone.webhooks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.TransactionalDeliveryStore.Effect;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An effect and the completion of its delivery are one transaction. */
class TransactionalDeliveryTest {
  private static final Effect EFFECT =
      connection -> execute(connection, "INSERT INTO t VALUES (1)");

  @TempDir Path directory;

  private HikariDataSource pool;
  private JdbcCallStore store;
  private Lease lease;

  /** One connection, so that every test sees what the one before it left. */
  private void open(String engine) {
    open(
        engine.equals("sqlite")
            ? SqliteFiles.open(directory.resolve("calls.db"))
            : Postgres.emptySchema(),
        1);
  }

  private void open(DataSource database, int connections) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database);
    config.setMaximumPoolSize(connections);
    config.setConnectionTimeout(5_000);
    pool = new HikariDataSource(config);
    store = JdbcCallStore.create(pool);
    Postgres.execute(pool, "CREATE TABLE t (x bigint)");
    store.commit(List.of(Owing.change("a", 0, "e1", Owing.LISTENER)));
    lease = store.lease(Owing.request(1, Owing.NOW)).get(0);
  }

  @AfterEach
  void close() {
    pool.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void effectAndCompletionTakePlaceTogether(String engine) throws Exception {
    open(engine);
    assertThat(store.complete(Owing.done(lease), EFFECT)).isTrue();
    assertThat(effects()).isEqualTo(1);
    assertThat(store.lease(Owing.request(1, Owing.NOW.plusSeconds(3600)))).isEmpty();
    assertThat(store.complete(Owing.done(lease), EFFECT)).as("again").isFalse();
    assertThat(effects()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void whoLostTheLeaseHasNoEffect(String engine) throws Exception {
    open(engine);
    Lease current = store.lease(Owing.request(1, Owing.NOW.plus(Owing.TTL))).get(0);
    assertThat(store.complete(Owing.done(lease), EFFECT)).isFalse();
    assertThat(effects()).isZero();
    assertThat(store.complete(Owing.done(current), EFFECT)).isTrue();
    assertThat(effects()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void whatTheEffectThrowsSurfacesAndNothingIsWritten(String engine) throws Exception {
    open(engine);
    List<Throwable> thrown =
        List.of(
            new IOException("checked"),
            new IllegalStateException("unchecked"),
            new SQLException("lost race", "40001"),
            new AssertionError("error"));
    AtomicInteger runs = new AtomicInteger();
    for (Throwable failure : thrown) {
      Effect failing =
          connection -> {
            EFFECT.on(connection);
            runs.incrementAndGet();
            if (failure instanceof Error error) {
              throw error;
            }
            throw (Exception) failure;
          };
      assertThatThrownBy(() -> store.complete(Owing.done(lease), failing)).isSameAs(failure);
      assertThat(effects()).isZero();
    }
    assertThat(runs).as("never run again").hasValue(thrown.size());
    assertThat(store.complete(Owing.done(lease), EFFECT)).as("the lease is there").isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void theConnectionRefusesWhatIsNotForListeners(String engine) throws Exception {
    open(engine);
    List<Effect> refused =
        List.of(
            Connection::commit,
            Connection::rollback,
            Connection::close,
            connection -> connection.abort(Runnable::run),
            connection -> connection.setAutoCommit(true),
            connection -> connection.setReadOnly(true),
            connection -> connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE));
    for (Effect effect : refused) {
      assertThatThrownBy(() -> store.complete(Owing.done(lease), effect))
          .isInstanceOf(SQLException.class)
          .hasMessageEndingWith("is not for listeners: the SDK ends the transaction of a delivery");
    }
    AtomicReference<Connection> kept = new AtomicReference<>();
    Effect keeping =
        connection -> {
          Savepoint savepoint = connection.setSavepoint();
          execute(connection, "INSERT INTO t VALUES (2)");
          connection.rollback(savepoint);
          EFFECT.on(connection);
          kept.set(connection);
        };
    assertThat(store.complete(Owing.done(lease), keeping)).isTrue();
    assertThat(effects()).isEqualTo(1);
    assertThatThrownBy(() -> kept.get().createStatement())
        .isInstanceOf(SQLException.class)
        .hasMessage("the transaction of this delivery is over");
    try (Connection next = pool.getConnection()) {
      assertThat(next.getAutoCommit()).isTrue();
    }
  }

  @Test
  void aTakeoverDuringTheEffectUndoesIt() throws Exception {
    open(Postgres.emptySchema(), 2);
    Effect slow =
        connection -> {
          EFFECT.on(connection);
          assertThat(elsewhere(() -> store.lease(Owing.request(1, Owing.NOW.plus(Owing.TTL)))))
              .hasSize(1);
        };
    assertThat(store.complete(Owing.done(lease), slow)).isFalse();
    assertThat(effects()).isZero();
  }

  @Test
  void aSlowEffectHoldsUpNoCommit() throws Exception {
    open(Postgres.emptySchema(), 2);
    Effect slow =
        connection -> {
          EFFECT.on(connection);
          CallChange change = Owing.change("a", 1, "e2", Owing.LISTENER);
          assertThat(elsewhere(() -> store.commit(List.of(change))))
              .containsExactly(CommitResult.WRITTEN);
        };
    assertThat(store.complete(Owing.done(lease), slow)).isTrue();
    assertThat(store.lease(Owing.request(1, Owing.NOW)).get(0).waiting()).hasSize(1);
  }

  /** Else an effect that fails for ever would be trouble of the database's for ever. */
  @Test
  void anErrorThatOnlyTheServerRemembersIsTheEffects() throws Exception {
    open("postgresql");
    Effect careless =
        connection -> {
          try {
            execute(connection, "SELECT 1 / 0");
          } catch (SQLException e) {
            assertThat(e.getSQLState()).isEqualTo("22012");
          }
        };
    assertThatThrownBy(() -> store.complete(Owing.done(lease), careless))
        .isInstanceOf(SQLException.class)
        .hasFieldOrPropertyWithValue("SQLState", "25P02");
    assertThat(store.complete(Owing.done(lease), EFFECT)).isTrue();
  }

  @Test
  void aConstraintThatIsCheckedAtTheEndIsTheEffects() throws Exception {
    open("postgresql");
    Postgres.execute(pool, "ALTER TABLE t ADD UNIQUE (x) DEFERRABLE INITIALLY DEFERRED");
    Effect twice =
        connection -> {
          EFFECT.on(connection);
          EFFECT.on(connection);
        };
    assertThatThrownBy(() -> store.complete(Owing.done(lease), twice))
        .isInstanceOf(SQLException.class)
        .hasFieldOrPropertyWithValue("SQLState", "23505");
    assertThat(store.complete(Owing.done(lease), EFFECT)).isTrue();
    assertThat(effects()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"repeatable read", "serializable"})
  void theTransactionIsReadCommittedWhateverThePool(String isolation) throws Exception {
    DataSource database = Postgres.emptySchema();
    open(
        new Connections(
            () -> {
              Connection connection = database.getConnection();
              execute(connection, "SET default_transaction_isolation = '" + isolation + "'");
              return connection;
            }),
        1);
    Effect asking =
        connection -> {
          try (Statement statement = connection.createStatement();
              var rows = statement.executeQuery("SHOW transaction_isolation")) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("read committed");
          }
        };
    assertThat(store.complete(Owing.done(lease), asking)).isTrue();
  }

  /** What another node does meanwhile; an effect itself may not. */
  private static <T> T elsewhere(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work).join();
  }

  private long effects() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM t")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
