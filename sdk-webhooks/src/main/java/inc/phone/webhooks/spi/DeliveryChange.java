package inc.phone.webhooks.spi;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a change of a call means for listeners; written with the change or not at all.
 *
 * <p>Only a {@link DeliveryStore} looks at it. Immutable and thread-safe.
 *
 * @param owed new deliveries. Each goes into the lane of this call and its listener, which is made
 *     if it is missing and comes due at {@code dueAt} at the latest. A delivery whose id the lane
 *     has already, waiting or parked, stays as it is
 * @param notice owed to lanes that were leased before, or null; see {@link CallNotice}
 * @param wakesAt every lane of the call that is due at some time, or leased, comes due at this time
 *     at the latest; null changes none
 * @since 0.1.0
 */
public record DeliveryChange(
    List<OwedDelivery> owed, @Nullable CallNotice notice, @Nullable Instant wakesAt) {
  /** Nobody is owed anything. */
  public static final DeliveryChange NONE = new DeliveryChange(List.of(), null, null);

  /**
   * Copies the list.
   *
   * @param owed see the record
   * @param notice see the record
   * @param wakesAt see the record
   */
  public DeliveryChange {
    owed = List.copyOf(owed);
  }
}
