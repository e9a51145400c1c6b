package inc.phone.webhooks.store;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.testkit.DurableCallStoreContractTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteCallStoreTest extends DurableCallStoreContractTest {
  @TempDir Path directory;

  @Override
  protected CallStore emptyStore() {
    return JdbcCallStore.create(SqliteFiles.open(file()));
  }

  @Override
  protected CallStore anotherInstance(CallStore store) {
    return JdbcCallStore.create(SqliteFiles.open(file()));
  }

  @Override
  protected CallStore asFoundAfterACrash(CallStore store) throws Exception {
    Path copy = Files.createDirectory(directory.resolve("crashed"));
    return JdbcCallStore.create(SqliteFiles.open(SqliteFiles.copy(file(), copy)));
  }

  @Override
  protected Optional<String> refusedCallId(CallStore store) {
    try (Connection connection = SqliteFiles.open(file()).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TRIGGER refuse BEFORE INSERT ON phone_call WHEN new.call_id = 'poison'
          BEGIN SELECT raise(ABORT, 'not here'); END""");
      return Optional.of("poison");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void oneCommitAtATimeIsAllThatSqliteWorksOn() {
    assertThat(emptyStore().commitsAtOnce()).isEqualTo(1);
  }

  private Path file() {
    return directory.resolve("calls.db");
  }
}
