package inc.phone.webhooks;

import inc.phone.number.E164;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.DeliveryChange;
import inc.phone.webhooks.spi.OutcomeUnknownException;
import inc.phone.webhooks.spi.StoredCall;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Changes something of a stored call that no event says: who the customer is. */
final class CallUpdate {
  private final GuardedStore store;
  private final DeliveryPlan plan;
  private final Consumer<CallChange> written;
  private final int maxRounds;

  /**
   * @param written told of every change that was written; must not block
   */
  CallUpdate(GuardedStore store, DeliveryPlan plan, Consumer<CallChange> written, int maxRounds) {
    this.store = store;
    this.plan = plan;
    this.written = written;
    this.maxRounds = maxRounds;
  }

  /**
   * Loads, changes and commits a call until nobody interferes.
   *
   * @param change what to do; may run several times, each on what was just loaded
   * @return false if there is no such call, or if it turned out to be erased
   * @throws OutcomeUnknownException if the store is in trouble or the race was lost too often
   * @throws IllegalArgumentException if the store refuses the change for its content
   */
  boolean update(CallKey key, Consumer<CallProjection> change) {
    for (int round = 0; round < maxRounds; round++) {
      StoredCall stored = store.load(List.of(key)).get(0);
      if (stored.isEmpty()) {
        return false;
      }
      CallProjection projection = CallProjection.decode(stored.state());
      CallRecord before = CallRecord.of(key, projection);
      Optional<E164> numberBefore = projection.numberToLookUp();
      change.accept(projection);
      long version = stored.version() + 1;
      DeliveryChange deliveries = plan.ofCustomer(version, before, numberBefore, projection);
      byte[] state = projection.encode();
      if (Arrays.equals(state, stored.state())) {
        return true;
      }
      CallRecord call = CallRecord.of(key, projection);
      CallChange next = new CallChange(stored.version(), state, call, List.of(), deliveries);
      GuardedStore.Result result = store.commit(List.of(next)).get(0);
      if (result == GuardedStore.Result.WRITTEN) {
        written.accept(next);
        return true;
      }
      if (result == GuardedStore.Result.ERASED) {
        return false;
      }
      if (result == GuardedStore.Result.REFUSED) {
        throw new IllegalArgumentException("the store refuses this change of " + key);
      }
    }
    throw new OutcomeUnknownException("lost the race for a call " + maxRounds + " times", null);
  }
}
