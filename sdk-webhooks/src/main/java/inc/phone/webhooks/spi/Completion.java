package inc.phone.webhooks.spi;

import java.util.Objects;

/**
 * A lease that is given back, and what came of it. Immutable and thread-safe.
 *
 * @param lease the lease
 * @param result what came of it
 * @since 0.1.0
 */
public record Completion(Lease lease, DeliveryResult result) {
  /**
   * Checks for nulls.
   *
   * @param lease see the record
   * @param result see the record
   */
  public Completion {
    Objects.requireNonNull(lease, "lease");
    Objects.requireNonNull(result, "result");
  }
}
