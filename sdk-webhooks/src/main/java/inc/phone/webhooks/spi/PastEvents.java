package inc.phone.webhooks.spi;

import inc.phone.model.EventType;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which stored events a listener that came later is to get. Immutable and thread-safe.
 *
 * @param source the tenant or workspace
 * @param listener the listener
 * @param types the types it wants; empty for all
 * @param from the earliest time of receipt, included
 * @param until the latest time of receipt, excluded
 * @param dueAt when their lanes come due
 * @param limit how many events to look at, at most, 1 or more
 * @param cursor what the call before returned, or null at the beginning
 * @since 0.1.0
 */
public record PastEvents(
    String source,
    String listener,
    Set<EventType> types,
    Instant from,
    Instant until,
    Instant dueAt,
    int limit,
    @Nullable String cursor) {
  /**
   * Checks for nulls and copies the set.
   *
   * @param source see the record
   * @param listener see the record
   * @param types see the record
   * @param from see the record
   * @param until see the record
   * @param dueAt see the record
   * @param limit see the record
   * @param cursor see the record
   */
  public PastEvents {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(listener, "listener");
    Objects.requireNonNull(from, "from");
    Objects.requireNonNull(until, "until");
    Objects.requireNonNull(dueAt, "dueAt");
    types = Set.copyOf(types);
  }
}
