package inc.phone.webhooks.store;

import inc.phone.webhooks.spi.Quarantine;
import inc.phone.webhooks.testkit.QuarantineContractTest;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteQuarantineTest extends QuarantineContractTest {
  @TempDir Path directory;

  @Override
  protected Quarantine emptyQuarantine() {
    return JdbcCallStore.create(SqliteFiles.open(directory.resolve("calls.db")));
  }
}
