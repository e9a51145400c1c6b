package inc.phone.webhooks.call;

import java.util.Objects;

/**
 * Which call: the tenant or workspace of the endpoint, and the sender's id of the call.
 *
 * <p>The host sets the source, a body never does, so one tenant cannot write another's calls.
 * Immutable and thread-safe.
 *
 * @param source the tenant or workspace; {@code default} unless the host says otherwise
 * @param callId the sender's call id; for an event that is about no call, {@code ~} and its event
 *     id
 * @since 0.1.0
 */
public record CallKey(String source, String callId) {
  private static final String LANE = "~";

  /**
   * Checks for nulls.
   *
   * @param source see the record
   * @param callId see the record
   */
  public CallKey {
    Objects.requireNonNull(source, "source");
    Objects.requireNonNull(callId, "callId");
  }

  /**
   * The key under which an event that is about no call is kept, alone.
   *
   * @param source the tenant or workspace
   * @param eventId the event's id
   * @return the key
   */
  public static CallKey withoutCall(String source, String eventId) {
    return new CallKey(source, LANE + eventId);
  }

  /**
   * Tells whether there is a call behind this key.
   *
   * @return false if this is the place of one event without a call
   */
  public boolean isCall() {
    return !callId.startsWith(LANE);
  }
}
