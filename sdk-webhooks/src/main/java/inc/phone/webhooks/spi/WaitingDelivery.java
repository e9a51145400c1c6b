package inc.phone.webhooks.spi;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that waits in its lane. Immutable and thread-safe.
 *
 * @param id its id
 * @param occurredAt as it was owed
 * @param rank as it was owed
 * @param receivedAt as it was owed
 * @param attempts how many attempts failed so far
 * @param notBefore when the next attempt may begin; null for at once
 * @param event the event with this id as it is stored now; null if there is none
 * @since 0.1.0
 */
public record WaitingDelivery(
    String id,
    Instant occurredAt,
    int rank,
    Instant receivedAt,
    int attempts,
    @Nullable Instant notBefore,
    @Nullable EventChange event) {
  /**
   * Checks for nulls.
   *
   * @param id see the record
   * @param occurredAt see the record
   * @param rank see the record
   * @param receivedAt see the record
   * @param attempts see the record
   * @param notBefore see the record
   * @param event see the record
   */
  public WaitingDelivery {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(occurredAt, "occurredAt");
    Objects.requireNonNull(receivedAt, "receivedAt");
  }
}
