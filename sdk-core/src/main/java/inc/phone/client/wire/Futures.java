package inc.phone.client.wire;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Watches futures whose own watcher nobody needs. */
public final class Futures {
  private Futures() {}

  /**
   * Runs an action when a future ends, at once if it has ended.
   *
   * @param future what to watch
   * @param action takes the value or the failure; must not throw
   * @param <T> the value
   */
  @SuppressWarnings("FutureReturnValueIgnored") // it would only tell what the action did
  public static <T> void onEnd(
      CompletableFuture<T> future, BiConsumer<@Nullable T, @Nullable Throwable> action) {
    future.whenComplete(action);
  }

  /**
   * Ends one future as another one ends.
   *
   * @param from decides
   * @param to follows, unless it ended before
   * @param <T> the value
   */
  public static <T> void forward(CompletableFuture<T> from, CompletableFuture<T> to) {
    onEnd(
        from,
        (value, failure) -> {
          if (failure == null) {
            to.complete(value);
          } else {
            to.completeExceptionally(failure);
          }
        });
  }

  /**
   * Goes on when a future has its value. Other than {@code thenCompose}, it passes failures on as
   * they are, not wrapped.
   *
   * @param from what to wait for
   * @param next starts what follows; what it throws is a failure
   * @param to ends as what follows does
   * @param <T> the value
   * @param <U> the value of what follows
   * @param <F> the future that ends
   * @return {@code to}
   */
  public static <T, U, F extends CompletableFuture<U>> F then(
      CompletableFuture<T> from, Function<T, ? extends CompletableFuture<U>> next, F to) {
    onEnd(
        from,
        (value, failure) -> {
          if (failure != null) {
            to.completeExceptionally(failure);
            return;
          }
          try {
            forward(next.apply(value), to);
          } catch (RuntimeException e) {
            to.completeExceptionally(e);
          }
        });
    return to;
  }
}
