package inc.phone.webhooks;

import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.spi.CallEventListener;
import inc.phone.webhooks.spi.Completion;
import inc.phone.webhooks.spi.DeliveryContext;
import inc.phone.webhooks.spi.DeliveryResult;
import inc.phone.webhooks.spi.DeliveryStore;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.TransactionalDeliveryStore;
import inc.phone.webhooks.spi.TransactionalDeliveryStore.Effect;
import inc.phone.webhooks.spi.TransactionalListener;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/** Makes one attempt to tell a listener something. */
interface Teller {
  /** Makes the teller of a listener when it is known where its deliveries are. */
  @FunctionalInterface
  interface Maker {
    /**
     * Makes it.
     *
     * @throws IllegalArgumentException if the store cannot keep the listener's promises
     */
    Teller make(DeliveryStore store);
  }

  /** What an attempt without failure left. */
  enum Told {
    /** The lease is still to be given back. */
    OPEN,
    /** The lease was given back together with the effect. */
    COMPLETED,
    /** The lease was lost, and the effect with it. */
    LOST
  }

  /** The store failed and the listener did not: both of its effect and its end, or neither. */
  final class StoreTroubleException extends Exception {
    private static final long serialVersionUID = 1;

    StoreTroubleException(Throwable cause) {
      super(cause);
    }
  }

  /**
   * Makes the attempt.
   *
   * @param result what comes of the lease if it succeeds
   * @param event what happened; null for the news that the customer is known
   * @throws StoreTroubleException if it was not the listener that failed
   * @throws Exception what the listener threw
   */
  Told tell(
      Lease lease,
      DeliveryResult result,
      @Nullable PhoneEvent event,
      CallRecord call,
      DeliveryContext context)
      throws Exception;

  /** At least once: the effect first, the completion some time after it. */
  static Maker plain(CallEventListener listener) {
    return store ->
        (lease, result, event, call, context) -> {
          if (event == null) {
            listener.onMatched(call, context);
          } else {
            listener.onEvent(event, call, context);
          }
          return Told.OPEN;
        };
  }

  /** Exactly once: effect and completion in one transaction. */
  static Maker transactional(String name, TransactionalListener listener) {
    return store -> {
      if (store instanceof TransactionalDeliveryStore own) {
        return transactional(listener, own);
      }
      throw new IllegalArgumentException(
          "listener "
              + name
              + " is transactional, but "
              + store.getClass().getSimpleName()
              + " does not implement TransactionalDeliveryStore");
    };
  }

  private static Teller transactional(
      TransactionalListener listener, TransactionalDeliveryStore store) {
    return (lease, result, event, call, context) -> {
      NotedEffect effect =
          new NotedEffect(
              connection -> {
                if (event == null) {
                  listener.onMatched(connection, call, context);
                } else {
                  listener.onEvent(connection, event, call, context);
                }
              });
      try {
        return store.complete(new Completion(lease, result), effect) ? Told.COMPLETED : Told.LOST;
      } catch (RuntimeException | Error e) {
        if (effect.threw(e)) {
          throw e;
        }
        throw new StoreTroubleException(e);
      }
    };
  }

  /** Remembers what its effect threw, as a store may throw the same kinds of things. */
  final class NotedEffect implements Effect {
    private final Effect effect;
    private @Nullable Throwable thrown;

    NotedEffect(Effect effect) {
      this.effect = effect;
    }

    @Override
    public void on(Connection connection) throws Exception {
      try {
        effect.on(connection);
      } catch (Throwable e) {
        thrown = e;
        throw e;
      }
    }

    boolean threw(Throwable e) {
      return e.equals(thrown);
    }
  }
}
