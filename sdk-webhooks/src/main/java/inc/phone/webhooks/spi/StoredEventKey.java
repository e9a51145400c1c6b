package inc.phone.webhooks.spi;

import inc.phone.webhooks.call.CallKey;
import java.util.Objects;

/**
 * Which stored event. Immutable and thread-safe.
 *
 * @param key its call, or the place of an event about no call
 * @param eventId its id
 * @since 0.1.0
 */
public record StoredEventKey(CallKey key, String eventId) {
  /**
   * Checks for nulls.
   *
   * @param key see the record
   * @param eventId see the record
   */
  public StoredEventKey {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(eventId, "eventId");
  }
}
