package inc.phone.webhooks.store;

import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.DataCare;
import inc.phone.webhooks.spi.DeliveryStore;
import inc.phone.webhooks.spi.Quarantine;
import inc.phone.webhooks.testkit.CallQueriesContractTest;
import inc.phone.webhooks.testkit.CallStoreContractTest;
import inc.phone.webhooks.testkit.DataCareContractTest;
import inc.phone.webhooks.testkit.DeliveryStoreContractTest;
import inc.phone.webhooks.testkit.QuarantineContractTest;
import org.junit.jupiter.api.Nested;

class MemoryCallStoreTest {
  @Nested
  class AsCallStoreTest extends CallStoreContractTest {
    @Override
    protected CallStore emptyStore() {
      return new MemoryCallStore();
    }
  }

  @Nested
  class AsDeliveryStoreTest extends DeliveryStoreContractTest {
    @Override
    protected DeliveryStore emptyStore() {
      return new MemoryCallStore();
    }
  }

  @Nested
  class AsQueriesTest extends CallQueriesContractTest {
    @Override
    protected CallStore emptyStore() {
      return new MemoryCallStore();
    }

    @Override
    protected CallQueries queries(CallStore store) {
      return (CallQueries) store;
    }
  }

  @Nested
  class AsQuarantineTest extends QuarantineContractTest {
    @Override
    protected Quarantine emptyQuarantine() {
      return new MemoryCallStore();
    }
  }

  @Nested
  class AsDataCareTest extends DataCareContractTest {
    @Override
    protected CallStore emptyStore() {
      return new MemoryCallStore();
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
}
