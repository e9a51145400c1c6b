package inc.phone.webhooks.call;

import inc.phone.model.EventType;
import java.time.Duration;
import java.time.Instant;

/**
 * Where an event stands among the events of its call: by time, then rank of its type, then id.
 *
 * <p>A total order over distinct events, the same on every node and for every order of arrival.
 *
 * @param time when the event happened, truncated to microseconds
 * @param rank the rank of its type
 * @param eventId its id, compared as UTF-16 text
 */
record Stamp(Instant time, int rank, String eventId) implements Comparable<Stamp> {
  /** No event is believed to be older. */
  private static final Instant LEAST = Instant.parse("2000-01-01T00:00:00Z");

  static Stamp of(Instant time, EventType type, String eventId) {
    return new Stamp(time, EventRank.of(type), eventId);
  }

  /**
   * A stamp that is less than every other, so that it counts only where nothing else does; of two
   * such stamps the one of the earlier event is the greater.
   */
  Stamp ofLittleWeight() {
    return new Stamp(LEAST.minus(Duration.between(LEAST, time)), rank, eventId);
  }

  @Override
  public int compareTo(Stamp other) {
    int byTime = time.compareTo(other.time);
    if (byTime != 0) {
      return byTime;
    }
    return rank != other.rank
        ? Integer.compare(rank, other.rank)
        : eventId.compareTo(other.eventId);
  }

  /** An event has hardly ever two stamps. */
  @Override
  public int hashCode() {
    return eventId.hashCode();
  }
}
