package inc.phone.webhooks.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which calls to list. Null means: any. Immutable and thread-safe.
 *
 * @param customerId the customer
 * @param from the earliest {@code sortedAt}, included
 * @param to the latest {@code sortedAt}, excluded
 * @since 0.1.0
 */
public record CallFilter(
    @Nullable String customerId, @Nullable Instant from, @Nullable Instant to) {
  /** All calls. */
  public static final CallFilter ALL = new CallFilter(null, null, null);
}
