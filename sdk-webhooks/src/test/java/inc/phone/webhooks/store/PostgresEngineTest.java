package inc.phone.webhooks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CommitResult;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresEngineTest {
  private final DataSource database = Postgres.emptySchema();

  @ParameterizedTest
  @ValueSource(strings = {"fsync", "synchronous_commit", "full_page_writes"})
  void theServerOfTheseTestsPromisesDurability(String setting) {
    assertThat(query(database, "SELECT current_setting('" + setting + "')")).isEqualTo("on");
  }

  @Test
  void refusesConnectionsThatForgetWhatTheyAcknowledged() {
    DataSource careless = with("SET synchronous_commit = off");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> JdbcCallStore.create(careless))
        .withMessage(
            "PostgreSQL must run with fsync=on and synchronous_commit other than off, has fsync=on"
                + " and synchronous_commit=off; change the settings, or call"
                + " requireDurable(false)");
    assertThatCode(() -> JdbcCallStore.builder(careless).requireDurable(false).build())
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "local", "remote_write", "remote_apply"})
  void takesEveryCommitThatWaitsForTheDisk(String synchronousCommit) {
    assertThatCode(
            () -> JdbcCallStore.create(with("SET synchronous_commit = " + synchronousCommit)))
        .doesNotThrowAnyException();
  }

  @Test
  void nodesThatStartTogetherMakeTheTablesOnce() throws Exception {
    int nodes = 8;
    ExecutorService threads = Executors.newFixedThreadPool(nodes);
    CountDownLatch start = new CountDownLatch(nodes);
    List<Future<JdbcCallStore>> stores = new ArrayList<>();
    for (int i = 0; i < nodes; i++) {
      stores.add(
          threads.submit(
              () -> {
                start.countDown();
                start.await();
                return JdbcCallStore.create(database);
              }));
    }
    for (Future<JdbcCallStore> store : stores) {
      assertThat(store.get().load(List.of(key("a"))).get(0).version()).isZero();
    }
    threads.shutdown();
    assertThat(query(database, "SELECT count(*) FROM phone_schema")).isEqualTo("1");
  }

  @Test
  void aNodeThatStartsBesideOthersDoesNotWaitForThoseWhoWrite() throws Exception {
    JdbcCallStore.create(database);
    try (Connection writer = database.getConnection();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute("LOCK TABLE phone_call IN ROW EXCLUSIVE MODE");
      JdbcCallStore.create(with("SET lock_timeout = '1s'"));
    }
  }

  @Test
  void tablesOfAHostsOwnMigrationAreTakenAsTheyAre() {
    Postgres.execute(database, JdbcCallStore.ddl("PostgreSQL", "shop_"));
    JdbcCallStore store =
        JdbcCallStore.builder(database).tablePrefix("shop_").createTables(false).build();
    assertThat(store.commit(List.of(change("a", 0)))).containsExactly(CommitResult.WRITTEN);
  }

  /** Under the stricter levels the update of the loser would fail instead of finding no row. */
  @ParameterizedTest
  @ValueSource(strings = {"repeatable read", "serializable", "read committed"})
  void aLostRaceIsStaleWhateverTheIsolationOfTheHostsPool(String isolation) throws Exception {
    DataSource pool = with("SET default_transaction_isolation = '" + isolation + "'");
    JdbcCallStore store = JdbcCallStore.create(pool);
    store.commit(List.of(change("a", 0)));
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Future<List<CommitResult>> loser;
    try (Connection winner = database.getConnection();
        Statement statement = winner.createStatement()) {
      winner.setAutoCommit(false);
      statement.execute("UPDATE phone_call SET version = 2 WHERE call_id = 'a'");
      loser = thread.submit(() -> store.commit(List.of(change("a", 1))));
      while (query(database, "SELECT count(*) FROM pg_locks WHERE NOT granted").equals("0")) {
        Thread.onSpinWait();
      }
      winner.commit();
    }
    assertThat(loser.get()).containsExactly(CommitResult.STALE);
    thread.shutdown();
  }

  @Test
  void connectionsGoBackAsTheyCame() throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
      connection.commit();
      JdbcCallStore store = JdbcCallStore.create(new Connections(() -> unclosable(connection)));
      store.commit(List.of(change("a", 0)));
      assertThat(connection.getAutoCommit()).isFalse();
      assertThat(connection.getTransactionIsolation())
          .isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"22001", "22021", "22P02", "23502", "23514", "54000"})
  void theseStatesAreAboutTheContent(String state) {
    PostgresEngine engine = new PostgresEngine();
    assertThat(engine.isContentRefused(new SQLException("", state))).isTrue();
    assertThat(engine.isLostRace(new SQLException("", state))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08006", "57P01", "57P03", "57014", "55P03", "25P02", "25P03", "23505", "53100", "42P01",
        "54001", "P0001", "XX000", ""
      })
  void theseStatesSayNothingAboutTheContent(String state) {
    PostgresEngine engine = new PostgresEngine();
    assertThat(engine.isContentRefused(new SQLException("", state))).isFalse();
    assertThat(engine.isContentRefused(new SQLException(""))).isFalse();
    assertThat(engine.isLostRace(new SQLException("", state))).isFalse();
    assertThat(engine.isLostRace(new SQLException(""))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"40001", "40P01"})
  void theseStatesAreWorthAnotherTry(String state) {
    PostgresEngine engine = new PostgresEngine();
    assertThat(engine.isLostRace(new SQLException("", state))).isTrue();
    assertThat(engine.isContentRefused(new SQLException("", state))).isFalse();
  }

  private DataSource with(String setting) {
    return new Connections(
        () -> {
          Connection connection = database.getConnection();
          try (Statement statement = connection.createStatement()) {
            statement.execute(setting);
          }
          return connection;
        });
  }

  private static Connection unclosable(Connection connection) {
    return JdbcProxy.of(
        Connection.class,
        connection,
        (method, call) -> method.getName().equals("close") ? null : call.proceed());
  }

  private static String query(DataSource dataSource, String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static CallKey key(String callId) {
    return new CallKey("default", callId);
  }

  private static CallChange change(String callId, long base) {
    CallRecord call = CallRecord.of(key(callId), new CallProjection());
    return new CallChange(base, new byte[] {1}, call, List.of());
  }
}
