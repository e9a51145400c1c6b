package inc.phone.webhooks;

import inc.phone.webhooks.DeliveryLanes.Registration;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.DeliveryStore;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * What follows a commit: lookups and listeners, in lanes if the store keeps them. Without lanes
 * there are no listeners, and lookups wait in memory.
 */
final class Aftermath {
  /** For giving lanes back while all of them are busy, and for branches. */
  private static final int OTHER_THREADS = 2;

  private final DeliveryPlan plan;
  private final CustomerMatcher matcher;
  private final @Nullable Dispatcher dispatcher;
  private final BranchMatcher branches;
  private final @Nullable ListenerThreads threads;
  private final @Nullable Deliveries deliveries;

  Aftermath(
      WebhookReceiverBuilder builder,
      CallStore store,
      GuardedStore guarded,
      Observer observer,
      int maxRounds) {
    Clock clock = builder.clock;
    boolean matching = builder.lookup != null;
    DeliveryStore lanes = laneStore(builder, store);
    boolean durable = lanes != null && (matching || !builder.listeners.isEmpty());
    this.plan =
        new DeliveryPlan(
            builder.listeners.stream().map(Registration::spec).toList(),
            durable && matching,
            clock);
    this.threads =
        durable && builder.executor == null
            ? new ListenerThreads(DeliveryLanes.total(builder.listeners) + OTHER_THREADS)
            : null;
    Executor executor =
        threads != null
            ? threads
            : Objects.requireNonNullElse(builder.executor, ForkJoinPool.commonPool());
    CallUpdate update = new CallUpdate(new UpdateRound(guarded, plan, this::committed, maxRounds));
    CallQueries queries = builder.queriesOrStore(store);
    this.matcher =
        new CustomerMatcher(builder.source, store, queries, builder.lookup, update, executor);
    this.branches =
        new BranchMatcher(
            builder.source, store, queries, builder.branches, update, clock, executor);
    this.deliveries =
        lanes == null ? null : new Deliveries(lanes, builder.source, clock, this::wake);
    if (lanes == null || !durable) {
      this.dispatcher = null;
      return;
    }
    DeliveryOptions options = builder.delivery;
    DeliveryLanes workers =
        DeliveryLanes.of(builder.listeners, lanes, builder.source, options, clock, observer);
    if (matching) {
      workers = workers.withLookups(new MatchLane(matcher, options, clock));
    }
    this.dispatcher = new Dispatcher(lanes, builder.source, options, workers, executor, clock);
  }

  private static @Nullable DeliveryStore laneStore(
      WebhookReceiverBuilder builder, CallStore store) {
    if (store instanceof DeliveryStore lanes) {
      return lanes;
    }
    if (!builder.listeners.isEmpty()) {
      throw new IllegalArgumentException(
          "listener(...) needs a store that implements DeliveryStore; "
              + store.getClass().getSimpleName()
              + " does not");
    }
    return null;
  }

  void start() {
    if (dispatcher != null) {
      dispatcher.start();
    }
  }

  /** Told of every change that was written; never blocks. */
  void committed(CallChange change) {
    if (dispatcher != null) {
      dispatcher.committed(change);
    } else {
      matcher.enqueue(change.call());
    }
    branches.enqueue(change.call());
  }

  private void wake() {
    if (dispatcher != null) {
      dispatcher.wake();
    }
  }

  DeliveryPlan plan() {
    return plan;
  }

  CustomerMatcher matcher() {
    return matcher;
  }

  BranchMatcher branches() {
    return branches;
  }

  Deliveries deliveries() {
    if (deliveries == null) {
      throw new IllegalStateException("deliveries() needs a store that implements DeliveryStore");
    }
    return deliveries;
  }

  void close() {
    if (dispatcher != null) {
      dispatcher.close();
    }
    matcher.close();
    branches.close();
    if (threads != null) {
      threads.close();
    }
  }
}
