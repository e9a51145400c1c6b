package inc.phone.webhooks;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * When to try again: exponential with full jitter, so that what failed together does not come back
 * together.
 *
 * @param maxAttempts after how many failed attempts to give up
 * @param first the bound after the first one
 * @param max the greatest bound
 * @param jitter random numbers from 0 (inclusive) to 1 (exclusive)
 */
record RetryPolicy(int maxAttempts, Duration first, Duration max, DoubleSupplier jitter) {
  boolean isOver(int attempts) {
    return attempts >= maxAttempts;
  }

  Duration delay(int attempts) {
    int doublings = Math.min(40, Math.max(0, attempts - 1));
    double bound = Math.min((double) max.toMillis(), first.toMillis() * (double) (1L << doublings));
    return Duration.ofMillis((long) (bound * jitter.getAsDouble()));
  }
}
