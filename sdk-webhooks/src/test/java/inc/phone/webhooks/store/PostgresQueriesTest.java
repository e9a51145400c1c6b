package inc.phone.webhooks.store;

import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.testkit.CallQueriesContractTest;

class PostgresQueriesTest extends CallQueriesContractTest {
  @Override
  protected CallStore emptyStore() {
    return JdbcCallStore.create(Postgres.emptySchema());
  }

  @Override
  protected CallQueries queries(CallStore store) {
    return (CallQueries) store;
  }
}
