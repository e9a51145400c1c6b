package inc.phone.webhooks;

import inc.phone.webhooks.spi.DeliveryResult;
import inc.phone.webhooks.spi.DeliveryResult.Retry;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.WaitingDelivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Looks up the customer of a call, as often as it takes: a lookup is never given up. */
final class MatchLane implements LaneWorker {
  /** The lane of a call that waits for its lookup. */
  static final String NAME = "~match";

  static final int LANES = 8;

  private static final Duration FIRST_DELAY = Duration.ofSeconds(5);
  private static final Duration MAX_DELAY = Duration.ofMinutes(10);

  private final CustomerMatcher matcher;
  private final RetryPolicy retries;
  private final Clock clock;

  MatchLane(CustomerMatcher matcher, DeliveryOptions options, Clock clock) {
    this.matcher = matcher;
    this.retries = new RetryPolicy(Integer.MAX_VALUE, FIRST_DELAY, MAX_DELAY, options.jitter);
    this.clock = clock;
  }

  @Override
  public Optional<DeliveryResult> work(Lease lease, BooleanSupplier closing) {
    if (lease.waiting().isEmpty()) {
      return Optional.of(DeliveryResult.nothing(null));
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (closing.getAsBoolean()) {
      return Optional.of(DeliveryResult.nothing(now));
    }
    // A number that changed since has an entry of its own, and that one is new.
    WaitingDelivery newest = lease.waiting().get(lease.waiting().size() - 1);
    if (newest.notBefore() != null && newest.notBefore().isAfter(now)) {
      return Optional.of(DeliveryResult.nothing(newest.notBefore()));
    }
    if (matcher.lookUp(lease.call())) {
      List<String> done = lease.waiting().stream().map(WaitingDelivery::id).toList();
      return Optional.of(new DeliveryResult(done, List.of(), null, null, null));
    }
    int attempts = newest.attempts() + 1;
    Instant notBefore =
        clock.instant().plus(retries.delay(attempts)).truncatedTo(ChronoUnit.MICROS);
    Retry retry = new Retry(newest.id(), attempts, notBefore);
    return Optional.of(new DeliveryResult(List.of(), List.of(), retry, notBefore, null));
  }
}
