package inc.phone.webhooks.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.Completion;
import inc.phone.webhooks.spi.DeliveryChange;
import inc.phone.webhooks.spi.DeliveryResult;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.LeaseRequest;
import inc.phone.webhooks.spi.OwedDelivery;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.spi.WaitingDelivery;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.junit.jupiter.api.Test;

/**
 * Lincheck runs several threads on the store in memory: whatever they see must be what one thread
 * after the other would have seen. Its model checker needs the JDK's packages opened, so this is
 * its stress mode.
 */
class LinearizableMemoryTest {
  private static final Instant NOW = Instant.parse("2026-05-15T12:00:00Z");
  private static final Duration TTL = Duration.ofSeconds(10);
  private static final String LISTENER = "crm";
  private static final List<CallRecord> CALLS = List.of(call("a"), call("b"));

  private static CallRecord call(String id) {
    return CallRecord.of(new CallKey("default", id), new CallProjection());
  }

  private static StressOptions options() {
    return new StressOptions()
        .iterations(8)
        .invocationsPerIteration(500)
        .threads(3)
        .actorsPerThread(2)
        .actorsBefore(1)
        .actorsAfter(1)
        .minimizeFailedScenario(false);
  }

  @Test
  void whatThreadsSeeOfCallsAndLanesCouldHaveHappenedOneByOne() {
    options().check(Store.class);
  }

  @Test
  void aStoreThatLooksBeforeItWritesIsFound() {
    assertThatThrownBy(() -> options().check(LooksFirst.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Invalid execution results");
  }

  /** The operations, with answers that can be compared. */
  @Param(name = "call", gen = IntGen.class, conf = "0:1")
  @Param(name = "base", gen = IntGen.class, conf = "0:2")
  @Param(name = "fence", gen = IntGen.class, conf = "1:2")
  @Param(name = "later", gen = IntGen.class, conf = "0:1")
  public static class Store {
    final MemoryCallStore store = new MemoryCallStore();

    @Operation
    public long load(@Param(name = "call") int call) {
      return store.load(List.of(CALLS.get(call).key())).get(0).version();
    }

    @Operation
    public String commit(@Param(name = "call") int call, @Param(name = "base") int base) {
      return write(call, base).toString();
    }

    CommitResult write(int call, long base) {
      OwedDelivery owed = new OwedDelivery(LISTENER, "e" + base, NOW, 10, NOW, NOW);
      DeliveryChange deliveries = new DeliveryChange(List.of(owed), null, null);
      byte[] state = {(byte) base};
      CallChange change = new CallChange(base, state, CALLS.get(call), List.of(), deliveries);
      return store.commit(List.of(change)).get(0);
    }

    @Operation
    public String lease(@Param(name = "later") int later) {
      Instant now = NOW.plus(TTL.multipliedBy(later));
      StringBuilder seen = new StringBuilder();
      LeaseRequest request = new LeaseRequest("default", Map.of(LISTENER, 1), 16, "node", now, TTL);
      for (Lease lease : store.lease(request)) {
        seen.append(lease.key().callId()).append(lease.fence()).append(lease.call().version());
        for (WaitingDelivery waiting : lease.waiting()) {
          seen.append(waiting.id());
        }
      }
      return seen.toString();
    }

    @Operation
    public boolean complete(@Param(name = "call") int call, @Param(name = "fence") int fence) {
      StoredCall stored = StoredCall.of(CALLS.get(call).key(), 1, new byte[0]);
      Lease lease = new Lease(stored, LISTENER, fence, NOW, null, List.of());
      DeliveryResult done = new DeliveryResult(List.of("e0"), List.of(), null, null, null);
      return store.complete(List.of(new Completion(lease, done))).get(0);
    }
  }

  /** Takes the version that it saw for the one that is still there. */
  public static final class LooksFirst extends Store {
    @Operation
    public String commitOnWhatIsThere(@Param(name = "call") int call) {
      long version = load(call);
      Thread.yield();
      return write(call, version).toString();
    }
  }
}
