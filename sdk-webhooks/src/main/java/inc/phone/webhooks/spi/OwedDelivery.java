package inc.phone.webhooks.spi;

import java.time.Instant;
import java.util.Objects;

/**
 * Something a listener is owed, to be written with the change that it is about.
 *
 * <p>The SDK names the listener; a name that begins with {@code ~} is its own. Deliveries of one
 * lane are taken in the order (occurredAt, rank, id). Immutable and thread-safe.
 *
 * @param listener the durable name of the listener, 1 to 128 printable characters
 * @param id the delivery's id, unique within its lane and the same for every attempt: the id of the
 *     event, or one of the SDK's that begins with {@code ~} and has no event behind it
 * @param occurredAt when it happened, by the sender's clock
 * @param rank its place among deliveries of the same time
 * @param receivedAt when it reached us
 * @param dueAt when its lane is to be looked at because of it
 * @since 0.1.0
 */
public record OwedDelivery(
    String listener, String id, Instant occurredAt, int rank, Instant receivedAt, Instant dueAt) {
  /**
   * Checks for nulls.
   *
   * @param listener see the record
   * @param id see the record
   * @param occurredAt see the record
   * @param rank see the record
   * @param receivedAt see the record
   * @param dueAt see the record
   */
  public OwedDelivery {
    Objects.requireNonNull(listener, "listener");
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(occurredAt, "occurredAt");
    Objects.requireNonNull(receivedAt, "receivedAt");
    Objects.requireNonNull(dueAt, "dueAt");
  }
}
