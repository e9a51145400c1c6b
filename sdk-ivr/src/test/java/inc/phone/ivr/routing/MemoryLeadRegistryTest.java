package inc.phone.ivr.routing;

import inc.phone.ivr.testkit.LeadRegistryContractTest;

class MemoryLeadRegistryTest extends LeadRegistryContractTest {
  @Override
  protected LeadRegistry emptyRegistry() {
    return LeadRegistry.inMemory();
  }

  @Override
  protected int count(LeadRegistry registry) {
    return ((MemoryLeadRegistry) registry).size();
  }
}
