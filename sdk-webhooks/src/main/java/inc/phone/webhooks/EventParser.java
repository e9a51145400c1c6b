package inc.phone.webhooks;

import inc.phone.internal.json.JsonFields;
import inc.phone.internal.json.StrictJson;
import inc.phone.internal.json.UnreadableJsonException;
import java.time.Instant;

/**
 * Turns the bytes of a delivery into an event, in either format of the wire.
 *
 * <p>A body with {@code event} is the vendor's envelope (documented), one with {@code event_type}
 * the flat format of shops (documented by a shop platform, not by the vendor). Unknown types and
 * fields are fine; wrong types of known fields are not, and neither is anything that {@link
 * StrictJson} refuses. Pure and thread-safe.
 */
final class EventParser {
  private EventParser() {}

  /**
   * Reads an event.
   *
   * @param body the exact bytes
   * @param receivedAt when they came, to judge the sender's clock by
   * @return the event
   * @throws UnreadableJsonException if the body is not an event; the message has no value of it
   */
  static PhoneEvent parse(byte[] body, Instant receivedAt) {
    JsonFields json = StrictJson.readObject(body);
    PlausibleTime times = new PlausibleTime(receivedAt);
    if (json.has("event")) {
      return EnvelopeFormat.read(json, times, body);
    }
    if (json.has("event_type")) {
      return FlatFormat.read(json, times, body);
    }
    throw new UnreadableJsonException("document: expected event or event_type");
  }
}
