package inc.phone.webhooks.spi;

import inc.phone.model.EventType;
import inc.phone.webhooks.call.CallKey;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that was given up after its last attempt. Immutable and thread-safe.
 *
 * @param key the call, or the place of an event without one
 * @param listener the listener
 * @param id the delivery's id
 * @param type what happened; null for what is no event
 * @param occurredAt when it happened, by the sender's clock
 * @param parkedAt when it was given up
 * @param attempts how many attempts failed
 * @param failure what kind of failure the last one was: types of exceptions, never their messages
 * @since 0.1.0
 */
public record ParkedDelivery(
    CallKey key,
    String listener,
    String id,
    @Nullable EventType type,
    Instant occurredAt,
    Instant parkedAt,
    int attempts,
    String failure) {
  /**
   * Checks for nulls.
   *
   * @param key see the record
   * @param listener see the record
   * @param id see the record
   * @param type see the record
   * @param occurredAt see the record
   * @param parkedAt see the record
   * @param attempts see the record
   * @param failure see the record
   */
  public ParkedDelivery {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(listener, "listener");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(occurredAt, "occurredAt");
    Objects.requireNonNull(parkedAt, "parkedAt");
    Objects.requireNonNull(failure, "failure");
  }
}
