package inc.phone.webhooks.call;

import inc.phone.model.EventType;
import java.time.Instant;
import java.util.Comparator;

/**
 * One event of a call as it is stored, without its bytes. Immutable and thread-safe.
 *
 * @param id the event's id
 * @param type what happened
 * @param occurredAt when it happened, by the sender's clock
 * @param receivedAt when its first copy reached us
 * @param late whether an event that comes after it was already there
 * @since 0.1.0
 */
public record EventRecord(
    String id, EventType type, Instant occurredAt, Instant receivedAt, boolean late) {
  /** The order of the events of one call: time, rank of the type, id. */
  public static final Comparator<EventRecord> ORDER =
      Comparator.comparing(event -> Stamp.of(event.occurredAt, event.type, event.id));

  /**
   * Where this type of event stands among events of the same time.
   *
   * @return the rank of the type
   */
  public int rank() {
    return EventRank.of(type);
  }
}
