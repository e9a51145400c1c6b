package inc.phone.client.wire;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** Ends a call, with everything it does inside, when its time is over. */
public final class DeadlineWire implements Wire {
  private final Wire next;
  private final Timer timer;
  private final LongSupplier ticker;
  private final Duration deadline;

  /**
   * Creates the decorator.
   *
   * @param next does the work
   * @param timer runs the end of the call
   * @param ticker nanoseconds of a clock that is never set
   * @param deadline how long a call may take from its start to the last byte of its last answer
   */
  public DeadlineWire(Wire next, Timer timer, LongSupplier ticker, Duration deadline) {
    this.next = next;
    this.timer = timer;
    this.ticker = ticker;
    this.deadline = deadline;
  }

  @Override
  public CompletableFuture<WireReply> send(WireRequest request) {
    CompletableFuture<WireReply> answer = new CompletableFuture<>();
    long left = deadline.toNanos() - (ticker.getAsLong() - request.exchange().startNanos());
    Runnable alarm =
        timer.after(Duration.ofNanos(Math.max(0, left)), () -> expire(request, answer));
    CompletableFuture<WireReply> work = next.send(request);
    Futures.onEnd(work, (reply, failure) -> alarm.run());
    Futures.forward(work, answer);
    return answer;
  }

  private void expire(WireRequest request, CompletableFuture<WireReply> answer) {
    // The failure goes first: stopping makes the attempt fail too, with a less telling reason.
    answer.completeExceptionally(
        new WireFailure(
            WireFailure.Kind.DEADLINE, "no answer within " + deadline.toMillis() + " ms", null));
    request.exchange().stop();
  }
}
