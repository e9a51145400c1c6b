package inc.phone.examples.simulator.delivery;

import java.time.Duration;
import java.util.Optional;

/**
 * When a delivery that was not acknowledged is tried again: up to 5 times, each wait twice as long
 * as the one before. Number and kind are documented by the vendor; first wait and factor are not.
 */
public final class RetryRule {
  private static final int MAX_ATTEMPTS = 6;

  private final Duration firstWait;

  /**
   * A rule.
   *
   * @param firstWait the wait after the first attempt, positive
   */
  public RetryRule(Duration firstWait) {
    if (firstWait.isNegative() || firstWait.isZero()) {
      throw new IllegalArgumentException("firstWait must be positive, is " + firstWait);
    }
    this.firstWait = firstWait;
  }

  /** The wait after an attempt, counted from 1, or empty if it was the last. */
  Optional<Duration> after(int attempt) {
    return attempt < MAX_ATTEMPTS
        ? Optional.of(firstWait.multipliedBy(1L << (attempt - 1)))
        : Optional.empty();
  }
}
