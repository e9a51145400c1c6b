package inc.phone.webhooks;

import inc.phone.internal.json.UnreadableJsonException;
import java.time.Instant;

/**
 * Whose events a {@link WebhookReceiver} reads.
 *
 * <p>Receivers of different formats may share a store and a source: what they say of one call id is
 * merged into one call. Immutable.
 *
 * @since 0.1.0
 */
public enum WebhookFormat {
  /** The vendor's envelope, or the flat format of shops. */
  PHONE_INC {
    @Override
    PhoneEvent read(byte[] body, Instant receivedAt) {
      return EventParser.parse(body, receivedAt);
    }
  },

  /**
   * LiveKit's webhook events. The call id is the room's name. {@code room_started} becomes {@code
   * call.initiated} and {@code room_finished} {@code call.ended}; all others keep their names.
   */
  LIVEKIT {
    @Override
    PhoneEvent read(byte[] body, Instant receivedAt) {
      return LiveKitFormat.read(body, new PlausibleTime(receivedAt));
    }
  };

  /** Reads an event, or throws UnreadableJsonException. */
  abstract PhoneEvent read(byte[] body, Instant receivedAt);

  /**
   * Reads an event that was stored, maybe by a receiver of the other format. What one format can
   * read is no event of the other: their times have different names.
   */
  static PhoneEvent readStored(byte[] body, Instant receivedAt) {
    try {
      return PHONE_INC.read(body, receivedAt);
    } catch (UnreadableJsonException e) {
      return LIVEKIT.read(body, receivedAt);
    }
  }
}
