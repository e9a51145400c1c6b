package inc.phone.webhooks.spi;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What came of a lease, written when it is given back. Immutable and thread-safe.
 *
 * @param delivered deliveries that are done; they are forgotten
 * @param parked deliveries that are given up until somebody replays them
 * @param retry the delivery that failed and is tried again, or null
 * @param dueAt when the lane is to be looked at again; null if nothing is known to wait
 * @param progress what the next lease of this lane is to know, at most 1,024 characters; null for
 *     what this lease was told
 * @since 0.1.0
 */
public record DeliveryResult(
    List<String> delivered,
    List<Parked> parked,
    @Nullable Retry retry,
    @Nullable Instant dueAt,
    @Nullable String progress) {
  /**
   * A delivery that is given up.
   *
   * @param id its id
   * @param at when
   * @param attempts how many attempts failed
   * @param failure what kind of failure it was: types of exceptions, never their messages
   */
  public record Parked(String id, Instant at, int attempts, String failure) {
    /**
     * Checks for nulls.
     *
     * @param id see the record
     * @param at see the record
     * @param attempts see the record
     * @param failure see the record
     */
    public Parked {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(at, "at");
      Objects.requireNonNull(failure, "failure");
    }
  }

  /**
   * A delivery that is tried again.
   *
   * @param id its id
   * @param attempts how many attempts failed so far
   * @param notBefore when the next one may begin
   */
  public record Retry(String id, int attempts, Instant notBefore) {
    /**
     * Checks for nulls.
     *
     * @param id see the record
     * @param attempts see the record
     * @param notBefore see the record
     */
    public Retry {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(notBefore, "notBefore");
    }
  }

  /**
   * Copies the lists.
   *
   * @param delivered see the record
   * @param parked see the record
   * @param retry see the record
   * @param dueAt see the record
   * @param progress see the record
   */
  public DeliveryResult {
    delivered = List.copyOf(delivered);
    parked = List.copyOf(parked);
  }

  /**
   * Nothing was done; the lane waits for its next time.
   *
   * @param dueAt when to look again, or null
   * @return the result
   */
  public static DeliveryResult nothing(@Nullable Instant dueAt) {
    return new DeliveryResult(List.of(), List.of(), null, dueAt, null);
  }
}
