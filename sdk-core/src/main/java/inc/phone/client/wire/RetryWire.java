package inc.phone.client.wire;

import inc.phone.client.wire.WireFailure.Kind;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends again what is worth it.
 *
 * <ol>
 *   <li>No connection, or 429: always, since nothing was done.
 *   <li>A broken connection, or 5xx: if the request only reads, or the rules allow it.
 *   <li>Anything else: never.
 * </ol>
 *
 * <p>The wait is the longer of a jittered backoff and what {@code Retry-After} asks. If that is
 * more than the rules allow, or would outlast the call's deadline, the last outcome is returned at
 * once instead.
 */
public final class RetryWire implements Wire {
  private static final Logger LOG = LoggerFactory.getLogger("inc.phone.client");

  private final Wire next;
  private final RetryRules rules;
  private final Duration deadline;
  private final Timer timer;
  private final Executor executor;
  private final Ticker ticker;
  private final Clock clock;
  private final DoubleSupplier jitter;

  /**
   * Creates the decorator.
   *
   * @param next does the work
   * @param rules when and how soon
   * @param deadline how long a whole call may take
   * @param timer ends the waits
   * @param executor where calls that nobody waits for go on after a wait
   * @param ticker tells how long a call has been under way
   * @param clock reads the dates of {@code Retry-After}
   * @param jitter random numbers from 0 (inclusive) to 1 (exclusive)
   */
  public RetryWire(
      Wire next,
      RetryRules rules,
      Duration deadline,
      Timer timer,
      Executor executor,
      Ticker ticker,
      Clock clock,
      DoubleSupplier jitter) {
    this.next = next;
    this.rules = rules;
    this.deadline = deadline;
    this.timer = timer;
    this.executor = executor;
    this.ticker = ticker;
    this.clock = clock;
    this.jitter = jitter;
  }

  @Override
  public CompletableFuture<WireReply> send(WireRequest request) {
    return send(request, 0);
  }

  private CompletableFuture<WireReply> send(WireRequest request, int retries) {
    CompletableFuture<WireReply> attempt = next.send(request);
    if (retries == rules.maxRetries()) {
      return attempt;
    }
    CompletableFuture<WireReply> answer = new CompletableFuture<>();
    Futures.onEnd(
        attempt,
        (reply, failure) -> {
          Duration delay = delay(request, retries, reply, failure);
          if (delay == null) {
            Futures.forward(attempt, answer);
            return;
          }
          log(request, retries, reply, delay);
          Futures.onEnd(
              pause(request.exchange(), delay),
              (over, stopped) -> {
                if (stopped != null) {
                  answer.completeExceptionally(stopped);
                } else {
                  Futures.forward(send(request, retries + 1), answer);
                }
              });
        });
    return answer;
  }

  private @Nullable Duration delay(
      WireRequest request, int retries, @Nullable WireReply reply, @Nullable Throwable failure) {
    if (!isWorthIt(request, reply, failure)) {
      return null;
    }
    Duration delay = rules.backoff(retries, jitter.getAsDouble());
    Duration asked = reply == null ? null : RetryAfter.of(reply, clock.instant());
    if (asked != null && asked.compareTo(rules.longestRetryAfter()) > 0) {
      return null;
    }
    if (asked != null && asked.compareTo(delay) > 0) {
      delay = asked;
    }
    Duration spent = Duration.ofNanos(ticker.nanos() - request.exchange().startNanos());
    return spent.plus(delay).compareTo(deadline) < 0 ? delay : null;
  }

  private boolean isWorthIt(
      WireRequest request, @Nullable WireReply reply, @Nullable Throwable failure) {
    boolean harmless = request.isRead() || rules.resendWrites();
    if (reply != null) {
      return reply.status() == 429 || (reply.status() >= 500 && harmless);
    }
    if (failure instanceof WireFailure why) {
      return why.kind() == Kind.NOT_CONNECTED || (why.kind() == Kind.BROKEN && harmless);
    }
    return false;
  }

  private CompletableFuture<Void> pause(Exchange exchange, Duration delay) {
    CompletableFuture<Void> pause = new CompletableFuture<>();
    Runnable end = () -> pause.complete(null);
    Runnable cancel = timer.after(delay, exchange.isBlocking() ? end : () -> executor.execute(end));
    exchange.onStop(
        reason -> {
          cancel.run();
          pause.completeExceptionally(reason);
        });
    exchange.settle(pause);
    return pause;
  }

  private static void log(
      WireRequest request, int retries, @Nullable WireReply reply, Duration delay) {
    LOG.atInfo()
        .addKeyValue("request", request)
        .addKeyValue("status", reply == null ? "none" : reply.status())
        .addKeyValue("retry", retries + 1)
        .addKeyValue("delay_ms", delay.toMillis())
        .log("sending a request again");
  }
}
