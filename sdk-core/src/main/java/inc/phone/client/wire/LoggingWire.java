package inc.phone.client.wire;

import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes every attempt at DEBUG: method, path, status and time, never a header, query or body. */
public final class LoggingWire implements Wire {
  private static final Logger LOG = LoggerFactory.getLogger("inc.phone.client");

  private final Wire next;
  private final Ticker ticker;

  /**
   * Creates the decorator.
   *
   * @param next does the work
   * @param ticker tells how long an attempt took
   */
  public LoggingWire(Wire next, Ticker ticker) {
    this.next = next;
    this.ticker = ticker;
  }

  @Override
  public CompletableFuture<WireReply> send(WireRequest request) {
    if (!LOG.isDebugEnabled()) {
      return next.send(request);
    }
    long start = ticker.nanos();
    CompletableFuture<WireReply> answer = next.send(request);
    Futures.onEnd(
        answer,
        (reply, failure) ->
            LOG.atDebug()
                .addKeyValue("request", request)
                .addKeyValue("outcome", reply != null ? reply : failure)
                .addKeyValue("millis", (ticker.nanos() - start) / 1_000_000)
                .log("attempt"));
    return answer;
  }
}
