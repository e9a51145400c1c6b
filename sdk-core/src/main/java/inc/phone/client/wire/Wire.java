package inc.phone.client.wire;

import java.util.concurrent.CompletableFuture;

/** Sends requests. Implementations are thread-safe and never block the caller. */
public interface Wire {
  /**
   * Sends a request.
   *
   * @param request what to send
   * @return the answer, whatever its status; fails only with a {@link WireFailure}
   */
  CompletableFuture<WireReply> send(WireRequest request);
}
