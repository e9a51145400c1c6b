package inc.phone.webhooks.spi;

import inc.phone.webhooks.call.EventRecord;
import java.util.Objects;

/**
 * An event to be written with its call. Immutable, as long as nobody changes the array.
 *
 * @param event the event
 * @param body the bytes that were received, to be kept as they are; not a copy
 * @since 0.1.0
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares event changes
public record EventChange(EventRecord event, byte[] body) {
  /**
   * Checks for nulls.
   *
   * @param event see the record
   * @param body see the record
   */
  public EventChange {
    Objects.requireNonNull(event, "event");
    Objects.requireNonNull(body, "body");
  }

  @Override
  public String toString() {
    return "EventChange[" + event + ", " + body.length + " bytes]";
  }
}
