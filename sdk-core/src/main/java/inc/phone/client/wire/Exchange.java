package inc.phone.client.wire;

import java.util.concurrent.CompletableFuture;

/** One call of the user while it runs: what its requests and their attempts share. Thread-safe. */
public final class Exchange {
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private final long startNanos;
  private volatile boolean pendingEffect;

  /**
   * Starts a call.
   *
   * @param startNanos the ticker's reading now
   */
  public Exchange(long startNanos) {
    this.startNanos = startNanos;
  }

  /**
   * When the call started.
   *
   * @return the ticker's reading then
   */
  public long startNanos() {
    return startNanos;
  }

  /** Ends the call early: cancels the attempt or the wait it is in. Idempotent. */
  public void stop() {
    stopped.complete(null);
  }

  /**
   * Tells whether {@link #stop} was called.
   *
   * @return true if nothing new is to be started
   */
  public boolean isStopped() {
    return stopped.isDone();
  }

  /**
   * Runs an action when the call is stopped, at once if it already is.
   *
   * @param action what to run, on whichever thread stops the call
   */
  void onStop(Runnable action) {
    CompletableFuture<Void> unused = stopped.thenRun(action);
  }

  /** A request that writes begins to be sent. */
  void sending() {
    pendingEffect = true;
  }

  /** The server said that it did nothing. */
  void refused() {
    pendingEffect = false;
  }

  /**
   * Tells whether the server may have acted.
   *
   * @return true once a request that writes was sent, unless the server refused it
   */
  public boolean mayHaveTakenEffect() {
    return pendingEffect;
  }
}
