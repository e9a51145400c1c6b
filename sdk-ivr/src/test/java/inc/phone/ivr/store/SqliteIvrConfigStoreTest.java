package inc.phone.ivr.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.ivr.IvrAction;
import inc.phone.ivr.IvrConfig;
import inc.phone.ivr.testkit.IvrConfigStoreContractTest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

class SqliteIvrConfigStoreTest extends IvrConfigStoreContractTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);

  @TempDir private Path directory;

  @Override
  protected IvrConfigStore newStore(Clock clock) {
    return JdbcIvrConfigStore.builder(dataSource(SQLiteConfig.SynchronousMode.FULL))
        .clock(clock)
        .build();
  }

  private SQLiteDataSource dataSource(SQLiteConfig.SynchronousMode synchronous) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(synchronous);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setBusyTimeout(30_000);
    SQLiteDataSource dataSource = new SQLiteDataSource(config);
    dataSource.setUrl("jdbc:sqlite:" + directory.resolve("ivr.db"));
    return dataSource;
  }

  private static IvrConfig config(String greeting) {
    return IvrConfig.builder()
        .greeting("da", greeting)
        .branch("1", "x", IvrAction.voicemail("x"))
        .build();
  }

  @Test
  void anotherStoreOnTheSameFileSeesEverything() {
    newStore(CLOCK).save(config("a"), 0);

    assertThat(newStore(CLOCK).load("default").orElseThrow().config())
        .isEqualTo(config("a").withRevision(1));
  }

  @Test
  void keepsOnlyTheLatestRevisions() {
    JdbcIvrConfigStore store =
        JdbcIvrConfigStore.builder(dataSource(SQLiteConfig.SynchronousMode.FULL))
            .clock(CLOCK)
            .keepRevisions(2)
            .build();
    for (int i = 0; i < 5; i++) {
      store.save(config("nr " + i), i);
    }

    assertThat(store.history("default", 10))
        .extracting(ConfigRevision::revision)
        .containsExactly(5L, 4L);
  }

  @Test
  void refusesADatabaseThatCouldForget() {
    SQLiteDataSource forgetful = dataSource(SQLiteConfig.SynchronousMode.OFF);

    assertThatThrownBy(() -> JdbcIvrConfigStore.create(forgetful))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "SQLite must run with journal_mode=WAL and synchronous=FULL, has journal_mode=wal and"
                + " synchronous=0; set both on the data source, or call requireDurable(false)");
    assertThat(JdbcIvrConfigStore.builder(forgetful).requireDurable(false).build().load("x"))
        .isEmpty();
  }

  @Test
  void tablesCanBeMadeByTheHost() throws Exception {
    SQLiteDataSource dataSource = dataSource(SQLiteConfig.SynchronousMode.FULL);
    JdbcIvrConfigStore store =
        JdbcIvrConfigStore.builder(dataSource).tablePrefix("my_").createTables(false).build();

    assertThatThrownBy(() -> store.load("x")).isInstanceOf(IvrStoreException.class);
    try (var connection = dataSource.getConnection();
        var statement = connection.createStatement()) {
      statement.execute(JdbcIvrConfigStore.ddl("SQLite", "my_"));
    }
    assertThat(store.load("x")).isEmpty();
  }

  @Test
  void optionsAreChecked() {
    SQLiteDataSource dataSource = dataSource(SQLiteConfig.SynchronousMode.FULL);

    assertThatThrownBy(() -> JdbcIvrConfigStore.builder(dataSource).tablePrefix("a; drop"))
        .hasMessage(
            "tablePrefix must be 1 to 30 of a-z, 0-9 and _, beginning with a letter, was"
                + " 'a; drop'");
    assertThatThrownBy(() -> JdbcIvrConfigStore.builder(dataSource).keepRevisions(1))
        .hasMessage("keepRevisions must be at least 2, was 1");
    assertThatThrownBy(() -> JdbcIvrConfigStore.ddl("Oracle", "phone_"))
        .hasMessage("no support for database 'Oracle'; supported: SQLite, PostgreSQL");
  }
}
