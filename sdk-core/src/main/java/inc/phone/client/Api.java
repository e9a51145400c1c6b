package inc.phone.client;

import inc.phone.client.wire.Exchange;
import inc.phone.client.wire.Futures;
import inc.phone.client.wire.Ticker;
import inc.phone.client.wire.Wire;
import inc.phone.client.wire.WireFailure;
import inc.phone.client.wire.WireReply;
import inc.phone.client.wire.WireRequest;
import inc.phone.internal.json.UnreadableJsonException;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What every resource is built on: a request goes out, a value or a typed exception comes back. */
final class Api {
  private final Wire wire;
  private final Map<String, String> headers;
  private final Clock clock;
  private final Ticker ticker;
  private final Runnable requireOpen;

  Api(Wire wire, Map<String, String> headers, Clock clock, Ticker ticker, Runnable requireOpen) {
    this.wire = wire;
    this.requireOpen = requireOpen;
    this.headers = Map.copyOf(headers);
    this.clock = clock;
    this.ticker = ticker;
  }

  /** Starts a call that the present thread does and waits for. */
  Exchange waiting() {
    requireOpen.run();
    return new Exchange(ticker.nanos(), Thread.currentThread());
  }

  /** Starts a call that goes on by itself. */
  Exchange background() {
    requireOpen.run();
    return new Exchange(ticker.nanos(), null);
  }

  <T> PendingAnswer<T> get(Exchange exchange, String target, Function<WireReply, T> reader) {
    return send(exchange, "GET", target, null, reader);
  }

  <T> PendingAnswer<T> send(
      Exchange exchange,
      String method,
      String target,
      byte @Nullable [] body,
      Function<WireReply, T> reader) {
    PendingAnswer<T> answer = new PendingAnswer<>(exchange);
    WireRequest request = new WireRequest(method, target, body, headers, exchange);
    Futures.onEnd(
        wire.send(request),
        (reply, failure) -> {
          try {
            answer.complete(outcome(request, reply, failure, reader));
          } catch (RuntimeException e) {
            answer.completeExceptionally(e);
          }
        });
    return answer;
  }

  private <T> T outcome(
      WireRequest request,
      @Nullable WireReply reply,
      @Nullable Throwable failure,
      Function<WireReply, T> reader) {
    if (reply == null) {
      throw noAnswer(request, failure);
    }
    if (!reply.isSuccess()) {
      throw ApiErrors.of(request, reply, clock.instant());
    }
    try {
      return reader.apply(reply);
    } catch (UnreadableJsonException e) {
      throw new UnreadableResponseException(
          request + ": status " + reply.status() + ", but " + e.getMessage(),
          reply.status(),
          ApiErrors.text(reply),
          e);
    }
  }

  private static RuntimeException noAnswer(WireRequest request, @Nullable Throwable failure) {
    boolean effect = request.exchange().mayHaveTakenEffect();
    if (!(failure instanceof WireFailure why)) {
      return new TransportException(request + ": the client failed", effect, failure);
    }
    String message = request + ": " + why.getMessage();
    return switch (why.kind()) {
      case DEADLINE -> new DeadlineException(message, effect, why.getCause());
      case INTERRUPTED -> new InterruptedCallException(message, effect, why.getCause());
      case TOO_LONG -> new UnreadableResponseException(message, 0, "", why.getCause());
      default -> new TransportException(message, effect, why.getCause());
    };
  }
}
