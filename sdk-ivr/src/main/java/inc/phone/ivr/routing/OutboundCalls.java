package inc.phone.ivr.routing;

/**
 * Places calls.
 *
 * <p>Called by the host itself: for a click on a number, or for an agent that calls customers. The
 * SDK has no implementation, as it talks to no media server; the example shop has one for LiveKit.
 *
 * <p>Contract for implementers:
 *
 * <ul>
 *   <li>{@link #place} asks for the call and returns when it is under way; it does not wait until
 *       somebody answers. It may block for some seconds. Thread-safe.
 *   <li><b>Nobody's phone rings twice for one request id</b>, on however many nodes and after
 *       whatever crash, so the id is written down durably before anything is dialled. The first
 *       attempt uses it up, whatever came of it; to try again on purpose, take a new one.
 *   <li>Nothing that may have rung is repeated.
 *   <li>Whether the number may be called is decided before anything is written or dialled; see
 *       {@link inc.phone.ivr.DialPolicy}.
 *   <li>The call, its end and its recording become one row of the call log, under {@link
 *       PlacedCall#callId}.
 * </ul>
 *
 * <p>{@code OutboundCallsContractTest} in the tests jar checks what of this can be checked.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface OutboundCalls {
  /**
   * Places a call.
   *
   * @param call whom to call
   * @return the call that is under way, or that an earlier attempt with this request id placed or
   *     tried to
   * @throws OutboundCallException if it could not be placed, or nobody knows; it says which
   */
  PlacedCall place(OutboundCall call);
}
