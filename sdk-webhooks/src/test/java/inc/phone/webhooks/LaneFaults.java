package inc.phone.webhooks;

import inc.phone.webhooks.spi.Completion;
import inc.phone.webhooks.spi.DeliveryStore;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.LeaseRequest;
import inc.phone.webhooks.spi.OutcomeUnknownException;
import inc.phone.webhooks.spi.TransactionalDeliveryStore;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** One node's view of a store of lanes, which fails when it is told to, and counts. */
final class LaneFaults extends ForwardingStore implements TransactionalDeliveryStore {
  /** What becomes of a call to the store. */
  enum Fault {
    NONE,
    BEFORE,
    /** It is done, and nobody knows. */
    AFTER
  }

  final List<String> effects = new ArrayList<>();
  final List<Boolean> answers = new ArrayList<>();
  Fault onLease = Fault.NONE;
  Fault onComplete = Fault.NONE;
  int leases;
  int completions;

  LaneFaults(DeliveryStore store) {
    super(store);
  }

  @Override
  public List<Lease> lease(LeaseRequest request) {
    leases++;
    fail(onLease == Fault.BEFORE);
    List<Lease> taken = store.lease(request);
    fail(onLease == Fault.AFTER);
    return taken;
  }

  @Override
  public List<Boolean> complete(List<Completion> batch) {
    completions++;
    fail(onComplete == Fault.BEFORE);
    List<Boolean> done = store.complete(batch);
    answers.addAll(done);
    fail(onComplete == Fault.AFTER);
    return done;
  }

  /** Effects are what is set as client info, and count if the completion does. */
  @Override
  public boolean complete(Completion completion, Effect effect) throws Exception {
    completions++;
    List<String> uncommitted = new ArrayList<>();
    effect.on(
        (Connection)
            Proxy.newProxyInstance(
                LaneFaults.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> uncommitted.add((String) arguments[1]) ? null : null));
    fail(onComplete == Fault.BEFORE);
    boolean done = store.complete(List.of(completion)).get(0);
    answers.add(done);
    if (done) {
      effects.addAll(uncommitted);
    }
    fail(onComplete == Fault.AFTER);
    return done;
  }

  private static void fail(boolean planted) {
    if (planted) {
      throw new OutcomeUnknownException("planted", null);
    }
  }
}
