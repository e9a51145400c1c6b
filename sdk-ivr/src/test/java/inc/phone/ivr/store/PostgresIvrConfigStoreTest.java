package inc.phone.ivr.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.ivr.IvrAction;
import inc.phone.ivr.IvrConfig;
import inc.phone.ivr.testkit.IvrConfigStoreContractTest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PostgresIvrConfigStoreTest extends IvrConfigStoreContractTest {
  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private static EmbeddedPostgres server;

  @BeforeAll
  static void start() throws IOException {
    Path target = Files.createDirectories(Path.of("target")).toAbsolutePath();
    server =
        EmbeddedPostgres.builder()
            .setDataDirectory(Files.createTempDirectory(target, "postgres"))
            .setServerConfig("fsync", "on") // the library's own defaults lose commits
            .setServerConfig("synchronous_commit", "on")
            .start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Override
  protected IvrConfigStore newStore(Clock clock) {
    return JdbcIvrConfigStore.builder(emptySchema("")).clock(clock).build();
  }

  private static DataSource emptySchema(String options) {
    String name = "test_" + SCHEMAS.incrementAndGet();
    try (Connection connection = DataSources.to(url("public", "")).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return DataSources.to(url(name, options));
  }

  private static String url(String schema, String options) {
    return "jdbc:postgresql://127.0.0.1:"
        + server.getPort()
        + "/postgres?user=postgres&sslmode=disable&currentSchema="
        + schema
        + options;
  }

  private static IvrConfig config(int number) {
    return IvrConfig.builder()
        .greeting("da", "nr " + number)
        .branch("1", "x", IvrAction.voicemail("x"))
        .build();
  }

  @Test
  void refusesADatabaseThatCouldForget() {
    DataSource forgetful = emptySchema("&options=-c%20synchronous_commit=off");

    assertThatThrownBy(() -> JdbcIvrConfigStore.create(forgetful))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has fsync=on and synchronous_commit=off");
    assertThat(JdbcIvrConfigStore.builder(forgetful).requireDurable(false).build().load("x"))
        .isEmpty();
  }

  @Test
  void aLostRaceIsAConflictAtEveryIsolationLevel() throws Exception {
    DataSource strict = emptySchema("&options=-c%20default_transaction_isolation=serializable");
    JdbcIvrConfigStore store = JdbcIvrConfigStore.create(strict);
    List<SaveResult.Status> results = together(8, i -> store.save(config(i), 0).status());

    assertThat(results).containsOnlyOnce(SaveResult.Status.SAVED);
    assertThat(results).containsOnly(SaveResult.Status.SAVED, SaveResult.Status.CONFLICT);
  }

  @Test
  void nodesThatStartTogetherMakeOneTable() throws Exception {
    DataSource dataSource = emptySchema("");

    assertThat(together(8, i -> JdbcIvrConfigStore.create(dataSource).load("x").isEmpty()))
        .containsOnly(true);
  }

  @Test
  void connectionsGoBackAsTheyCame() throws Exception {
    try (Connection connection = emptySchema("").getConnection()) {
      JdbcIvrConfigStore store = JdbcIvrConfigStore.create(DataSources.of(connection));
      store.save(config(1), 0);
      store.load("default");

      assertThat(connection.getAutoCommit()).isTrue();
      assertThat(connection.isClosed()).isFalse();
    }
  }

  private static <T> List<T> together(int threads, Task<T> task) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Callable<T>> tasks = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        tasks.add(() -> task.run(number));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> result : pool.invokeAll(tasks)) {
        results.add(result.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  @FunctionalInterface
  private interface Task<T> {
    T run(int number) throws Exception;
  }
}
