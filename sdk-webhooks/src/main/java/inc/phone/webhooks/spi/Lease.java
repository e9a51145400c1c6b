package inc.phone.webhooks.spi;

import inc.phone.webhooks.call.CallKey;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One lane, one call and one listener, in the hands of one node for a while. Immutable and
 * thread-safe.
 *
 * @param call the call as it is stored now
 * @param listener the listener
 * @param fence grows with every lease of this lane, from 1; whoever holds a smaller one has lost it
 * @param until when others may take the lane over
 * @param progress what the last completion left here; null if none did
 * @param waiting what waits, parked deliveries excepted, by (occurredAt, rank, id); not more than
 *     was asked for, possibly empty
 * @since 0.1.0
 */
public record Lease(
    StoredCall call,
    String listener,
    long fence,
    Instant until,
    @Nullable String progress,
    List<WaitingDelivery> waiting) {
  /**
   * Checks for nulls and copies the list.
   *
   * @param call see the record
   * @param listener see the record
   * @param fence see the record
   * @param until see the record
   * @param progress see the record
   * @param waiting see the record
   */
  public Lease {
    Objects.requireNonNull(call, "call");
    Objects.requireNonNull(listener, "listener");
    Objects.requireNonNull(until, "until");
    waiting = List.copyOf(waiting);
  }

  /**
   * Which call.
   *
   * @return the key
   */
  public CallKey key() {
    return call.key();
  }

  /** Shows identifiers only. */
  @Override
  public String toString() {
    return "Lease[" + key() + ", " + listener + ", fence=" + fence + "]";
  }
}
