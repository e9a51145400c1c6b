package inc.phone.webhooks.store;

import inc.phone.webhooks.spi.DeliveryStore;
import inc.phone.webhooks.testkit.DeliveryStoreContractTest;
import javax.sql.DataSource;

class PostgresDeliveryStoreTest extends DeliveryStoreContractTest {
  private final DataSource database = Postgres.emptySchema();

  @Override
  protected DeliveryStore emptyStore() {
    return JdbcCallStore.create(database);
  }

  @Override
  protected DeliveryStore anotherInstance(DeliveryStore store) {
    return JdbcCallStore.create(database);
  }
}
