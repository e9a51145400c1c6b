package inc.phone.client.wire;

import inc.phone.client.wire.WireFailure.Kind;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call of the user while it runs: what its requests and their attempts share.
 *
 * <p>It decides where work is done. With a waiting thread everything happens on that thread, and
 * every future of the wires has ended when it is returned; without one nothing blocks. The rest of
 * the code is the same for both. Thread-safe.
 */
public final class Exchange {
  private final CompletableFuture<WireFailure> stopped = new CompletableFuture<>();
  private final long startNanos;
  private final @Nullable Thread waiter;
  private volatile boolean mayHaveTakenEffect;

  /**
   * Starts a call.
   *
   * @param startNanos the ticker's reading now
   * @param waiter the present thread if it is to do the work and wait, else null
   */
  public Exchange(long startNanos, @Nullable Thread waiter) {
    this.startNanos = startNanos;
    this.waiter = waiter;
    stopIfInterrupted();
  }

  long startNanos() {
    return startNanos;
  }

  /** Tells whether the work is done on the caller's thread. */
  boolean isBlocking() {
    return waiter != null;
  }

  /**
   * Ends the call early: cancels the attempt or the wait it is in. Only the first reason counts.
   *
   * @param reason {@code DEADLINE}, {@code INTERRUPTED} or {@code STOPPED}
   */
  public void stop(Kind reason) {
    stopped.complete(new WireFailure(reason, null));
  }

  /** Notices an interrupt of the waiting thread, from whichever thread looks. */
  void stopIfInterrupted() {
    if (waiter != null && waiter.isInterrupted()) {
      stop(Kind.INTERRUPTED);
    }
  }

  /** Why the call was stopped, or null if it goes on. */
  @Nullable WireFailure whyStopped() {
    return stopped.getNow(null);
  }

  /** Runs an action when the call is stopped, at once if it already is. */
  void onStop(Consumer<WireFailure> action) {
    Futures.onEnd(
        stopped,
        (reason, never) -> {
          if (reason != null) {
            action.accept(reason);
          }
        });
  }

  /** Waits until a future has ended, if this is a waiting call; an interrupt stops the call. */
  void settle(CompletableFuture<?> future) {
    if (waiter == null) {
      return;
    }
    try {
      future.get();
    } catch (InterruptedException e) {
      stop(Kind.INTERRUPTED);
      waiter.interrupt();
    } catch (ExecutionException | CancellationException e) {
      // Whoever holds the future sees how it ended; here only that it did.
    }
  }

  void mayHaveTakenEffect(boolean value) {
    mayHaveTakenEffect = value;
  }

  /**
   * Tells whether the server may have acted.
   *
   * @return true once a request that writes was sent, unless the server refused it
   */
  public boolean mayHaveTakenEffect() {
    return mayHaveTakenEffect;
  }
}
