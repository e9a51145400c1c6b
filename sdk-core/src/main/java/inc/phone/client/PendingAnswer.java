package inc.phone.client;

import inc.phone.client.wire.Exchange;
import inc.phone.client.wire.Futures;
import inc.phone.model.PhoneIncException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/** The future of a call. Cancelling it stops the request; waiting for it can be interrupted. */
final class PendingAnswer<T> extends CompletableFuture<T> {
  private final Exchange exchange;

  PendingAnswer(Exchange exchange) {
    this.exchange = exchange;
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    if (cancelled) {
      exchange.stop();
    }
    return cancelled;
  }

  /** Another request of the same call, made of this answer. */
  <U> PendingAnswer<U> then(Function<T, ? extends CompletableFuture<U>> next) {
    PendingAnswer<U> answer = new PendingAnswer<>(exchange);
    Futures.onEnd(
        this,
        (value, failure) -> {
          if (failure != null) {
            answer.completeExceptionally(failure);
            return;
          }
          try {
            Futures.forward(next.apply(value), answer);
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    return answer;
  }

  /** Waits; what fails is thrown as it is, with the stack trace of the caller. */
  T await() {
    try {
      return get();
    } catch (InterruptedException e) {
      cancel(false);
      Thread.currentThread().interrupt();
      throw new InterruptedCallException(
          "interrupted while waiting for the answer", exchange.mayHaveTakenEffect(), e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PhoneIncException failure) {
        failure.fillInStackTrace(); // it was made on a thread that says nothing to the caller
        throw failure;
      }
      throw new IllegalStateException("the client failed", e.getCause());
    }
  }
}
