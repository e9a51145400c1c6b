package inc.phone.webhooks.store;

import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.testkit.CallQueriesContractTest;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteQueriesTest extends CallQueriesContractTest {
  @TempDir Path directory;

  @Override
  protected CallStore emptyStore() {
    return JdbcCallStore.create(SqliteFiles.open(directory.resolve("calls.db")));
  }

  @Override
  protected CallQueries queries(CallStore store) {
    return (CallQueries) store;
  }
}
