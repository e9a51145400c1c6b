package inc.phone.webhooks;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.Completion;
import inc.phone.webhooks.spi.DeliveryStore;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.LeaseRequest;
import inc.phone.webhooks.spi.Page;
import inc.phone.webhooks.spi.ParkedDelivery;
import inc.phone.webhooks.spi.PastEvents;
import inc.phone.webhooks.spi.StoredCall;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Another store, with something changed by a subclass. */
public class ForwardingStore implements DeliveryStore {
  protected final DeliveryStore store;

  /**
   * @param store the other one
   */
  protected ForwardingStore(DeliveryStore store) {
    this.store = store;
  }

  @Override
  public List<StoredCall> load(List<CallKey> keys) {
    return store.load(keys);
  }

  @Override
  public List<CommitResult> commit(List<CallChange> changes) {
    return store.commit(changes);
  }

  @Override
  public int commitsAtOnce() {
    return store.commitsAtOnce();
  }

  @Override
  public List<Lease> lease(LeaseRequest request) {
    return store.lease(request);
  }

  @Override
  public List<Boolean> complete(List<Completion> completions) {
    return store.complete(completions);
  }

  @Override
  public Page<ParkedDelivery> parked(
      String source, @Nullable String listener, int limit, @Nullable String cursor) {
    return store.parked(source, listener, limit, cursor);
  }

  @Override
  public boolean replay(CallKey key, String listener, String id, Instant dueAt) {
    return store.replay(key, listener, id, dueAt);
  }

  @Override
  public int replayAll(String source, @Nullable String listener, Instant dueAt) {
    return store.replayAll(source, listener, dueAt);
  }

  @Override
  public Optional<String> owePast(PastEvents past) {
    return store.owePast(past);
  }
}
