package inc.phone.client.wire;

import java.time.Duration;

/**
 * When and how soon a request is sent again.
 *
 * @param maxRetries how often at most, beyond the first time
 * @param firstDelay upper bound of the wait before the first repetition; it doubles each time
 * @param longestDelay where the doubling ends
 * @param longestRetryAfter the longest wait a server may ask for
 * @param resendWrites whether a request that writes is sent again although it may have taken effect
 */
public record RetryRules(
    int maxRetries,
    Duration firstDelay,
    Duration longestDelay,
    Duration longestRetryAfter,
    boolean resendWrites) {

  /**
   * Other rules with this bound.
   *
   * @param retries how often at most
   * @return new rules
   */
  public RetryRules withMaxRetries(int retries) {
    return new RetryRules(retries, firstDelay, longestDelay, longestRetryAfter, resendWrites);
  }

  /**
   * Other rules with these delays.
   *
   * @param first upper bound of the first wait
   * @param longest where the doubling ends
   * @return new rules
   */
  public RetryRules withDelays(Duration first, Duration longest) {
    return new RetryRules(maxRetries, first, longest, longestRetryAfter, resendWrites);
  }

  /**
   * Other rules with this bound.
   *
   * @param longest the longest wait a server may ask for
   * @return new rules
   */
  public RetryRules withLongestRetryAfter(Duration longest) {
    return new RetryRules(maxRetries, firstDelay, longestDelay, longest, resendWrites);
  }

  /**
   * Other rules for writes.
   *
   * @param resend whether they are sent again
   * @return new rules
   */
  public RetryRules withResendWrites(boolean resend) {
    return new RetryRules(maxRetries, firstDelay, longestDelay, longestRetryAfter, resend);
  }

  /** Full jitter: anything from nothing to the bound, so that callers do not come back together. */
  Duration backoff(int retries, double jitter) {
    long bound = longestDelay.toNanos();
    if (retries < 32) {
      bound = Math.min(bound, firstDelay.toNanos() << retries);
    }
    return Duration.ofNanos((long) (bound * jitter));
  }
}
