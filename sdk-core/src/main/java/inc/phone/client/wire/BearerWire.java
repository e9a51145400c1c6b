package inc.phone.client.wire;

import inc.phone.client.wire.WireFailure.Kind;
import inc.phone.settings.Secret;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Adds a bearer token, and asks for another one, once, if the server answers 401. */
public final class BearerWire implements Wire {
  private final Wire next;
  private final Function<@Nullable Secret, @Nullable Secret> tokens;
  private final Executor executor;

  /**
   * Creates the decorator.
   *
   * @param next does the work
   * @param tokens gives a token; takes the one that was just refused, or null; may block
   * @param executor where tokens are fetched for calls that nobody waits for
   */
  public BearerWire(
      Wire next, Function<@Nullable Secret, @Nullable Secret> tokens, Executor executor) {
    this.next = next;
    this.tokens = tokens;
    this.executor = executor;
  }

  @Override
  public CompletableFuture<WireReply> send(WireRequest request) {
    return Futures.then(
        token(request.exchange(), null), token -> send(request, token), new CompletableFuture<>());
  }

  private CompletableFuture<WireReply> send(WireRequest request, Secret token) {
    return Futures.then(
        attempt(request, token),
        reply ->
            reply.status() == 401
                ? retryWithAnother(request, token, reply)
                : CompletableFuture.completedFuture(reply),
        new CompletableFuture<>());
  }

  private CompletableFuture<WireReply> retryWithAnother(
      WireRequest request, Secret refused, WireReply refusal) {
    return Futures.then(
        token(request.exchange(), refused),
        fresh ->
            fresh.equals(refused)
                ? CompletableFuture.completedFuture(refusal)
                : attempt(request, fresh),
        new CompletableFuture<>());
  }

  private CompletableFuture<WireReply> attempt(WireRequest request, Secret token) {
    return next.send(request.withHeader("Authorization", "Bearer " + token.reveal()));
  }

  private CompletableFuture<Secret> token(Exchange exchange, @Nullable Secret refused) {
    CompletableFuture<Secret> token = new CompletableFuture<>();
    Runnable fetch =
        () -> {
          try {
            token.complete(usable(tokens.apply(refused)));
          } catch (RuntimeException e) {
            token.completeExceptionally(new WireFailure(Kind.NO_TOKEN, e));
          }
        };
    if (exchange.isBlocking()) {
      fetch.run();
    } else {
      executor.execute(fetch);
    }
    return token;
  }

  private static Secret usable(@Nullable Secret token) {
    if (token == null || !HeaderText.isUsable(token.reveal())) {
      throw new IllegalArgumentException("a token must be visible ASCII and not empty");
    }
    return token;
  }
}
