package inc.phone.webhooks.spi;

import java.util.Objects;
import java.util.Set;

/**
 * A call that becomes smaller. Immutable and thread-safe.
 *
 * @param change the call's next state, without events; with an empty state nothing but the key and
 *     the version is kept of the call, which is then in no list
 * @param eventIds stored events to remove
 * @since 0.1.0
 */
public record Pruning(CallChange change, Set<String> eventIds) {
  /**
   * Copies the set.
   *
   * @param change see the record
   * @param eventIds see the record
   */
  public Pruning {
    Objects.requireNonNull(change, "change");
    eventIds = Set.copyOf(eventIds);
  }
}
