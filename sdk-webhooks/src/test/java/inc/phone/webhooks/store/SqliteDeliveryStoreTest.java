package inc.phone.webhooks.store;

import inc.phone.webhooks.spi.DeliveryStore;
import inc.phone.webhooks.testkit.DeliveryStoreContractTest;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteDeliveryStoreTest extends DeliveryStoreContractTest {
  @TempDir Path directory;

  @Override
  protected DeliveryStore emptyStore() {
    return JdbcCallStore.create(SqliteFiles.open(directory.resolve("calls.db")));
  }

  @Override
  protected DeliveryStore anotherInstance(DeliveryStore store) {
    return JdbcCallStore.create(SqliteFiles.open(directory.resolve("calls.db")));
  }
}
