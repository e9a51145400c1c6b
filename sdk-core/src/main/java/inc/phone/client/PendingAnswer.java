package inc.phone.client;

import inc.phone.client.wire.Exchange;
import inc.phone.client.wire.Futures;
import inc.phone.client.wire.WireFailure;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** The future of a call. Cancelling it stops the request. */
final class PendingAnswer<T> extends CompletableFuture<T> {
  private final Exchange exchange;

  PendingAnswer(Exchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      exchange.stop(WireFailure.Kind.STOPPED);
    }
    return cancelled;
  }

  /** Another request of the same call, made of this answer. */
  <U> PendingAnswer<U> then(Function<T, ? extends CompletableFuture<U>> next) {
    return Futures.then(this, next, new PendingAnswer<>(exchange));
  }

  /** The value of a call that was started to be waited for; what failed is thrown as it is. */
  T await() {
    try {
      return join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
