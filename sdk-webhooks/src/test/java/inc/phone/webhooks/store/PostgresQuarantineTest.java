package inc.phone.webhooks.store;

import inc.phone.webhooks.spi.Quarantine;
import inc.phone.webhooks.testkit.QuarantineContractTest;

class PostgresQuarantineTest extends QuarantineContractTest {
  @Override
  protected Quarantine emptyQuarantine() {
    return JdbcCallStore.create(Postgres.emptySchema());
  }
}
