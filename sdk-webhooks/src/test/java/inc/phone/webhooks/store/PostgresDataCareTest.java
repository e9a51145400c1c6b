package inc.phone.webhooks.store;

import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.DataCare;
import inc.phone.webhooks.spi.Quarantine;
import inc.phone.webhooks.testkit.DataCareContractTest;

class PostgresDataCareTest extends DataCareContractTest {
  @Override
  protected CallStore emptyStore() {
    return JdbcCallStore.create(Postgres.emptySchema());
  }

  @Override
  protected DataCare dataCare(CallStore store) {
    return (DataCare) store;
  }

  @Override
  protected CallQueries queries(CallStore store) {
    return (CallQueries) store;
  }

  @Override
  protected Quarantine quarantine(CallStore store) {
    return (Quarantine) store;
  }
}
