package inc.phone.webhooks.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * Which lanes a node would take. Immutable and thread-safe.
 *
 * @param source the tenant or workspace
 * @param lanes the listeners, never empty, each with how many of its lanes at most, 1 or more
 * @param perLane how many waiting deliveries of a lane are handed over at most, 1 or more
 * @param node the name of the node, for operators; nothing depends on it being unique
 * @param now the node's time
 * @param duration how long the leases last
 * @since 0.1.0
 */
public record LeaseRequest(
    String source,
    Map<String, Integer> lanes,
    int perLane,
    String node,
    Instant now,
    Duration duration) {
  /**
   * Checks for nulls and copies the map.
   *
   * @param source see the record
   * @param lanes see the record
   * @param perLane see the record
   * @param node see the record
   * @param now see the record
   * @param duration see the record
   */
  public LeaseRequest {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(node, "node");
    Objects.requireNonNull(now, "now");
    Objects.requireNonNull(duration, "duration");
    lanes = Map.copyOf(lanes);
  }

  /**
   * When leases taken by this request end.
   *
   * @return now and the duration
   */
  public Instant until() {
    return now.plus(duration);
  }
}
