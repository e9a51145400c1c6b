package inc.phone.ivr.store;

import inc.phone.ivr.testkit.IvrConfigStoreContractTest;
import java.time.Clock;

class MemoryIvrConfigStoreTest extends IvrConfigStoreContractTest {
  @Override
  protected IvrConfigStore newStore(Clock clock) {
    return IvrConfigStore.inMemory(clock);
  }
}
