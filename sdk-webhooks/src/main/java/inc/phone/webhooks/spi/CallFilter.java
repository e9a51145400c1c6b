package inc.phone.webhooks.spi;

import inc.phone.number.E164;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which calls to list. Null means: any. Immutable and thread-safe.
 *
 * @param customerId the customer
 * @param from the earliest {@code sortedAt}, included
 * @param to the latest {@code sortedAt}, excluded
 * @param partyNumber the E.164 number of the other end
 * @since 0.1.0
 */
public record CallFilter(
    @Nullable String customerId,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String partyNumber) {
  /** All calls. */
  public static final CallFilter ALL = new CallFilter(null, null, null);

  /**
   * Calls of any number.
   *
   * @param customerId see the record
   * @param from see the record
   * @param to see the record
   */
  public CallFilter(@Nullable String customerId, @Nullable Instant from, @Nullable Instant to) {
    this(customerId, from, to, null);
  }

  /**
   * All calls with one number at the other end.
   *
   * @param number the number
   * @return the filter
   */
  public static CallFilter ofNumber(E164 number) {
    return new CallFilter(null, null, null, number.toString());
  }
}
