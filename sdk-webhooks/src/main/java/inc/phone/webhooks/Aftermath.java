package inc.phone.webhooks;

import inc.phone.webhooks.DeliveryLanes.Registration;
import inc.phone.webhooks.spi.CallChange;
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
  private final DeliveryPlan plan;
  private final CustomerMatcher matcher;
  private final @Nullable Dispatcher dispatcher;
  private final @Nullable LookupQueue lookups;
  private final @Nullable ListenerThreads threads;
  private final @Nullable Deliveries deliveries;

  Aftermath(WebhookReceiverBuilder builder, CallStore store, Observer observer, int maxRounds) {
    Clock clock = builder.clock;
    boolean matching = builder.lookup != null;
    DeliveryStore lanes = laneStore(builder, store);
    boolean durable = lanes != null && (matching || !builder.listeners.isEmpty());
    this.plan =
        new DeliveryPlan(
            builder.listeners.stream().map(Registration::spec).toList(),
            durable && matching,
            clock);
    this.matcher =
        new CustomerMatcher(
            builder.source,
            store,
            builder.queriesOrStore(store),
            builder.lookup,
            new CallUpdate(store, plan, this::committed, maxRounds));
    if (lanes == null || !durable) {
      this.threads = null;
      this.dispatcher = null;
      Executor executor = Objects.requireNonNullElse(builder.executor, ForkJoinPool.commonPool());
      this.lookups = new LookupQueue(executor, matcher::lookUp);
    } else {
      DeliveryOptions options = builder.delivery;
      DeliveryLanes workers =
          DeliveryLanes.of(builder.listeners, lanes, builder.source, options, clock, observer);
      if (matching) {
        workers = workers.withLookups(new MatchLane(matcher, options, clock));
      }
      // One more thread than lanes, so that lanes can be given back while all of them are busy.
      this.threads = builder.executor == null ? new ListenerThreads(workers.total() + 1) : null;
      Executor executor = threads != null ? threads : Objects.requireNonNull(builder.executor);
      this.dispatcher = new Dispatcher(lanes, builder.source, options, workers, executor, clock);
      this.lookups = null;
    }
    this.deliveries =
        lanes == null ? null : new Deliveries(lanes, builder.source, clock, this::wake);
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
    } else if (lookups != null && matcher.isWaiting(change.call())) {
      lookups.add(change.key());
    }
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
    if (lookups != null) {
      lookups.close();
    }
    if (threads != null) {
      threads.close();
    }
  }
}
