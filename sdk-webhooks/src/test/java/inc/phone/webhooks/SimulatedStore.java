package inc.phone.webhooks;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.Completion;
import inc.phone.webhooks.spi.DeliveryStore;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.LeaseRequest;
import inc.phone.webhooks.spi.OutcomeUnknownException;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.spi.TransactionalDeliveryStore;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * One life of one node's way to the store that all nodes share: calls take time, fail before or
 * after they were done, or are done long after they failed.
 */
final class SimulatedStore extends ForwardingStore implements TransactionalDeliveryStore {
  private static final Duration LATEST = Duration.ofSeconds(20);

  private final SimulatedWorld world;
  private final SimulatedNode.Life life;
  private final Ledger ledger;

  SimulatedStore(
      DeliveryStore shared, SimulatedWorld world, SimulatedNode.Life life, Ledger ledger) {
    super(shared);
    this.world = world;
    this.life = life;
    this.ledger = ledger;
  }

  @Override
  public List<StoredCall> load(List<CallKey> keys) {
    return call("load", () -> store.load(keys));
  }

  @Override
  public List<CommitResult> commit(List<CallChange> changes) {
    return call("commit", () -> store.commit(changes));
  }

  @Override
  public List<Lease> lease(LeaseRequest request) {
    return call("lease", () -> store.lease(request));
  }

  @Override
  public List<Boolean> complete(List<Completion> completions) {
    return call("complete", () -> store.complete(completions));
  }

  /** An effect is what a listener sets as client info; it counts if the completion does. */
  @Override
  public boolean complete(Completion completion, Effect effect) throws Exception {
    List<String> uncommitted = new ArrayList<>();
    Connection connection =
        (Connection)
            Proxy.newProxyInstance(
                SimulatedStore.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> {
                  uncommitted.add((String) arguments[1]);
                  return null;
                });
    effect.on(connection);
    return call(
        "complete with effect",
        () -> {
          boolean done = store.complete(List.of(completion)).get(0);
          if (done) {
            uncommitted.forEach(id -> ledger.effect(completion.lease(), id));
          }
          return done;
        });
  }

  private <T> T call(String name, Supplier<T> what) {
    life.breathe();
    if (world.chance(life.weather().storeFaults())) {
      String trouble = life + " " + name;
      switch (world.random.nextInt(3)) {
        case 0 -> throw trouble(trouble + " fails");
        case 1 -> {
          long late = world.between(Duration.ZERO, LATEST);
          world.after(null, "", late, () -> done(what, trouble + " is done late"));
          throw trouble(trouble + " will be done late");
        }
        default -> {
          done(what, trouble + " is done, and the answer lost");
          throw trouble(trouble + " fails");
        }
      }
    }
    T answer = what.get();
    life.breathe();
    return answer;
  }

  private void done(Supplier<?> what, String how) {
    world.trace(what.get() == null ? "nothing" : how);
  }

  private RuntimeException trouble(String what) {
    world.trace(what);
    return world.random.nextInt(4) == 0
        ? new IllegalStateException(what)
        : new OutcomeUnknownException(what, null);
  }
}
