package inc.phone.webhooks.spi;

import java.time.Instant;
import java.util.Objects;

/**
 * News of a call that no event brings, for every listener that may have been told otherwise.
 *
 * <p>Owed to every lane of the call that was leased at least once, except the SDK's own (names that
 * begin with {@code ~}); lanes never leased read the news with their first delivery. Received and
 * due at the time it happened. Immutable and thread-safe.
 *
 * @param id the delivery's id, begins with {@code ~}
 * @param occurredAt when it happened
 * @param rank its place among deliveries of the same time
 * @since 0.1.0
 */
public record CallNotice(String id, Instant occurredAt, int rank) {
  /**
   * Checks for nulls.
   *
   * @param id see the record
   * @param occurredAt see the record
   * @param rank see the record
   */
  public CallNotice {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(occurredAt, "occurredAt");
  }

  /**
   * What the notice means for one lane.
   *
   * @param listener the listener of the lane
   * @return the delivery it is owed
   */
  public OwedDelivery owedTo(String listener) {
    return new OwedDelivery(listener, id, occurredAt, rank, occurredAt, occurredAt);
  }
}
