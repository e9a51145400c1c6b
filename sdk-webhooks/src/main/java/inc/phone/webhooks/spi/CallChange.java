package inc.phone.webhooks.spi;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import java.util.List;
import java.util.Objects;

/**
 * One call's next state, to be written if the version it was made from is still current.
 *
 * <p>All of it is written together or none of it: the bytes with version {@code baseVersion + 1},
 * the host's columns for the call and its voicemails, and the events. Immutable, as long as nobody
 * changes the array, and thread-safe.
 *
 * @since 0.1.0
 */
public final class CallChange {
  private final long baseVersion;
  private final byte[] state;
  private final CallRecord call;
  private final List<EventChange> events;
  private final DeliveryChange deliveries;

  /**
   * Describes a change that owes listeners nothing.
   *
   * @param baseVersion the version that was loaded, 0 for a call never seen
   * @param state the new bytes; not copied
   * @param call what the new bytes mean
   * @param events events to insert, or to replace where one with this id is already stored
   */
  public CallChange(long baseVersion, byte[] state, CallRecord call, List<EventChange> events) {
    this(baseVersion, state, call, events, DeliveryChange.NONE);
  }

  /**
   * Describes a change.
   *
   * @param baseVersion the version that was loaded, 0 for a call never seen
   * @param state the new bytes; not copied
   * @param call what the new bytes mean
   * @param events events to insert, or to replace where one with this id is already stored
   * @param deliveries what listeners are owed
   */
  public CallChange(
      long baseVersion,
      byte[] state,
      CallRecord call,
      List<EventChange> events,
      DeliveryChange deliveries) {
    this.baseVersion = baseVersion;
    this.state = Objects.requireNonNull(state, "state");
    this.call = Objects.requireNonNull(call, "call");
    this.events = List.copyOf(events);
    this.deliveries = Objects.requireNonNull(deliveries, "deliveries");
  }

  /**
   * Which call.
   *
   * @return the key
   */
  public CallKey key() {
    return call.key();
  }

  /**
   * The version that must still be current.
   *
   * @return the version that was loaded, 0 for a call never seen
   */
  public long baseVersion() {
    return baseVersion;
  }

  /**
   * The SDK's bytes to keep.
   *
   * @return the array itself; do not change it
   */
  public byte[] state() {
    return state;
  }

  /**
   * The new state in typed values, for columns of the host's, with all its voicemails. An event
   * without a call has a record too, whose key says {@code isCall() == false}: keep it out of the
   * call log.
   *
   * @return the record
   */
  public CallRecord call() {
    return call;
  }

  /**
   * The events of this change. One whose id is stored already replaces type, time and body of that
   * one, and leaves its time of receipt and lateness as they are.
   *
   * @return an immutable list, possibly empty
   */
  public List<EventChange> events() {
    return events;
  }

  /**
   * What listeners are owed from now on. A store that is no {@link DeliveryStore} is never given
   * anything but {@link DeliveryChange#NONE}.
   *
   * @return the deliveries
   */
  public DeliveryChange deliveries() {
    return deliveries;
  }

  @Override
  public String toString() {
    return "CallChange[" + key() + ", base=" + baseVersion + ", events=" + events.size() + "]";
  }
}
