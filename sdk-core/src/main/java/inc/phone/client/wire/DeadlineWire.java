package inc.phone.client.wire;

import inc.phone.client.wire.WireFailure.Kind;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends a call when its time is over, or when the thread that waits for it is interrupted; a thread
 * in a socket's read would notice neither by itself.
 *
 * <p>All calls under way are looked at every {@link #TICK}. A timer per call would be more exact by
 * less than that, and cost every call the waking of another thread.
 */
public final class DeadlineWire implements Wire {
  /** How late a deadline or an interrupt may be noticed. */
  static final Duration TICK = Duration.ofMillis(50);

  private final Wire next;
  private final Timer timer;
  private final Executor executor;
  private final Ticker ticker;
  private final long deadlineNanos;
  private final Set<Exchange> underWay = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean ticking = new AtomicBoolean();

  /**
   * Creates the decorator.
   *
   * @param next does the work
   * @param timer makes the ticks
   * @param executor where calls are ended, since that runs the callbacks of users
   * @param ticker tells how long a call has been under way
   * @param deadline how long a call may take from its start to the last byte of its last answer
   */
  public DeadlineWire(Wire next, Timer timer, Executor executor, Ticker ticker, Duration deadline) {
    this.next = next;
    this.timer = timer;
    this.executor = executor;
    this.ticker = ticker;
    this.deadlineNanos = deadline.toNanos();
  }

  @Override
  public CompletableFuture<WireReply> send(WireRequest request) {
    Exchange exchange = request.exchange();
    if (isOver(exchange)) {
      exchange.stop(Kind.DEADLINE);
    }
    WireFailure stopped = exchange.whyStopped();
    if (stopped != null) {
      return CompletableFuture.failedFuture(stopped);
    }
    underWay.add(exchange);
    tickLater();
    CompletableFuture<WireReply> work = next.send(request);
    Futures.onEnd(work, (reply, failure) -> underWay.remove(exchange));
    if (exchange.isBlocking()) {
      return work;
    }
    CompletableFuture<WireReply> answer = new CompletableFuture<>();
    exchange.onStop(answer::completeExceptionally); // even if the work cannot be cut short
    Futures.forward(work, answer);
    return answer;
  }

  private boolean isOver(Exchange exchange) {
    return ticker.nanos() - exchange.startNanos() >= deadlineNanos;
  }

  private void tickLater() {
    if (ticking.compareAndSet(false, true)) {
      timer.after(TICK, this::tick);
    }
  }

  private void tick() {
    ticking.set(false); // first, so that a call that starts now is not forgotten
    for (Exchange exchange : underWay) {
      exchange.stopIfInterrupted();
      if (isOver(exchange)) {
        executor.execute(() -> exchange.stop(Kind.DEADLINE));
      }
    }
    if (!underWay.isEmpty()) {
      tickLater();
    }
  }
}
