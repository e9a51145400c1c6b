package inc.phone.webhooks;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.spi.StoredCall;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One change of one call, and what came of it. Touched by one leader at a time; whoever waits for
 * it may look at any time whether it is done.
 */
final class UpdateTicket {
  private final CallKey key;
  private final Consumer<CallProjection> change;
  private @Nullable StoredCall base;
  private int lost;
  private boolean found;
  private @Nullable Throwable failure;

  /** Written last: whoever sees it sees what came of it, too. */
  private volatile boolean done;

  /**
   * @param base the call as it was seen last, or null if nobody looked
   */
  UpdateTicket(CallKey key, @Nullable StoredCall base, Consumer<CallProjection> change) {
    this.key = key;
    this.base = base;
    this.change = change;
  }

  CallKey key() {
    return key;
  }

  @Nullable StoredCall base() {
    return base;
  }

  void loaded(StoredCall call) {
    base = call;
  }

  void apply(CallProjection projection) {
    change.accept(projection);
  }

  /** Somebody else wrote the call; returns how often that was so. */
  int lostRace() {
    base = null;
    return ++lost;
  }

  boolean isDone() {
    return done;
  }

  void done(boolean thereIsSuchACall) {
    found = thereIsSuchACall;
    done = true;
  }

  void failed(Throwable thrown) {
    failure = thrown;
    done = true;
  }

  /** Whether there is such a call; throws what went wrong. */
  boolean result() {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    return found;
  }
}
