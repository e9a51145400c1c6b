package inc.phone.client.wire;

import inc.phone.settings.Secret;
import java.util.concurrent.CompletableFuture;

/** Adds the API key in {@code X-Api-Key}, the carrier that the vendor recommends. */
public final class ApiKeyWire implements Wire {
  private final Wire next;
  private final Secret key;

  /**
   * Creates the decorator.
   *
   * @param next does the work
   * @param key the key, visible ASCII
   */
  public ApiKeyWire(Wire next, Secret key) {
    this.next = next;
    this.key = key;
  }

  @Override
  public CompletableFuture<WireReply> send(WireRequest request) {
    return next.send(request.withHeader("X-Api-Key", key.reveal()));
  }
}
