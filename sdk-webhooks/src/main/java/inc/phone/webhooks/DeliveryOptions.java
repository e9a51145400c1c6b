package inc.phone.webhooks;

import inc.phone.model.EventType;
import inc.phone.webhooks.call.EventOrder;
import inc.phone.webhooks.spi.Scheduler;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * How listeners are told: order, retries, leases. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class DeliveryOptions {
  final EventOrder order;
  final RetryPolicy retries;
  final Duration lease;
  final Duration sweep;
  final Duration closeTimeout;
  final String node;
  final Scheduler scheduler;
  final DoubleSupplier jitter;

  private DeliveryOptions(Builder builder) {
    this.order = EventOrder.of(builder.subscribedTo, builder.holdBack);
    this.jitter = builder.jitter;
    this.retries =
        new RetryPolicy(builder.maxAttempts, builder.firstDelay, builder.maxDelay, jitter);
    this.lease = builder.lease;
    this.sweep = builder.sweep;
    this.closeTimeout = builder.closeTimeout;
    this.node = builder.node;
    this.scheduler = builder.scheduler;
  }

  /**
   * Starts with every default set.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** What every attempt has at least of its lease. */
  Duration attemptTime() {
    return lease.multipliedBy(2).dividedBy(3);
  }

  /** Collects the options. Not thread-safe. */
  public static final class Builder {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private Set<EventType> subscribedTo = Set.of();
    private Duration holdBack = EventOrder.DEFAULT_HOLD_BACK;
    private int maxAttempts = 10;
    private Duration firstDelay = Duration.ofSeconds(5);
    private Duration maxDelay = HOUR;
    private Duration lease = Duration.ofSeconds(30);
    private Duration sweep = Duration.ofSeconds(1);
    private Duration closeTimeout = Duration.ofSeconds(10);
    private String node = "node-" + ProcessHandle.current().pid();
    private Scheduler scheduler = Scheduler.system();
    private DoubleSupplier jitter = new SecureRandom()::nextDouble;

    private Builder() {}

    /**
     * Which types the sender sends us; no event waits for one of another type. Default: all. Say it
     * if you subscribe to some only, or events wait in vain.
     *
     * @param values the types; none for all
     * @return this builder
     */
    public Builder subscribedTo(EventType... values) {
      this.subscribedTo = Set.of(values);
      return this;
    }

    /**
     * How long an event waits at most for one that comes before it. Default: 2 seconds from its
     * receipt.
     *
     * @param value the window, 0 to 1 minute
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder holdBack(Duration value) {
      this.holdBack = value;
      EventOrder.of(subscribedTo, value);
      return this;
    }

    /**
     * How often a delivery is tried before it is parked. Default: 10.
     *
     * @param value the number of attempts, 1 to 1,000
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder maxAttempts(int value) {
      if (value < 1 || value > 1_000) {
        throw new IllegalArgumentException("maxAttempts must be 1 to 1000, was " + value);
      }
      this.maxAttempts = value;
      return this;
    }

    /**
     * The waits between attempts: each is a random part of a bound that doubles from attempt to
     * attempt. Default: from 5 seconds up to 1 hour.
     *
     * @param first the bound after the first attempt, 1 millisecond to 1 hour
     * @param max the greatest bound, not less than the first, at most 1 day
     * @return this builder
     * @throws IllegalArgumentException if one is out of range
     */
    public Builder retryDelay(Duration first, Duration max) {
      this.firstDelay = inRange("first retry delay", first, Duration.ofMillis(1), HOUR);
      this.maxDelay = inRange("greatest retry delay", max, first, DAY);
      return this;
    }

    /**
     * How long a lane is a node's own without news of it. Default: 30 seconds. A listener should
     * return within two thirds of it; the deliveries of a node that died are repeated after it.
     *
     * @param value the duration, 1 second to 1 hour
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder lease(Duration value) {
      this.lease = inRange("lease", value, Duration.ofSeconds(1), HOUR);
      return this;
    }

    /**
     * How often this node looks for what other nodes left behind. Default: every second. What is
     * committed on this node is delivered at once and does not wait for it.
     *
     * @param value the duration, 10 milliseconds to 1 hour
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder sweep(Duration value) {
      this.sweep = inRange("sweep", value, Duration.ofMillis(10), HOUR);
      return this;
    }

    /**
     * How long {@link WebhookReceiver#close} waits for listeners that run. Default: 10 seconds.
     *
     * @param value the duration, 0 to 1 hour
     * @return this builder
     * @throws IllegalArgumentException if it is out of range
     */
    public Builder closeTimeout(Duration value) {
      this.closeTimeout = inRange("closeTimeout", value, Duration.ZERO, HOUR);
      return this;
    }

    /**
     * What operators know this node by. Default: {@code node-} and the process id.
     *
     * @param value the name
     * @return this builder
     */
    public Builder node(String value) {
      this.node = Objects.requireNonNull(value, "node");
      return this;
    }

    /**
     * What wakes this node at a time. Default: {@link Scheduler#system()}.
     *
     * @param value the scheduler; not closed by the receiver
     * @return this builder
     */
    public Builder scheduler(Scheduler value) {
      this.scheduler = Objects.requireNonNull(value, "scheduler");
      return this;
    }

    /**
     * The chance in the waits between attempts. Default: a {@link SecureRandom}.
     *
     * @param value random numbers from 0 (inclusive) to 1 (exclusive); thread-safe
     * @return this builder
     */
    public Builder jitter(DoubleSupplier value) {
      this.jitter = Objects.requireNonNull(value, "jitter");
      return this;
    }

    /**
     * Makes the options.
     *
     * @return the options
     */
    public DeliveryOptions build() {
      return new DeliveryOptions(this);
    }

    private static Duration inRange(String option, Duration value, Duration min, Duration max) {
      if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
        throw new IllegalArgumentException(
            option + " must be " + min + " to " + max + ", was " + value);
      }
      return value;
    }
  }
}
