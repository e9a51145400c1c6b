package inc.phone.webhooks.call;

import inc.phone.webhooks.PhoneEvent;
import java.time.Instant;
import java.util.Objects;

/**
 * An event and when it reached us. Immutable and thread-safe.
 *
 * @param event the event
 * @param receivedAt when its first copy came, by our clock
 * @since 0.1.0
 */
public record ReceivedEvent(PhoneEvent event, Instant receivedAt) {
  /**
   * Checks for nulls.
   *
   * @param event see the record
   * @param receivedAt see the record
   */
  public ReceivedEvent {
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(receivedAt, "receivedAt");
  }

  Stamp stamp() {
    return Stamp.of(event.occurredAt(), event.type(), event.id());
  }
}
