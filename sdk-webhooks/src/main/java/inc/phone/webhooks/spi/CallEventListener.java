package inc.phone.webhooks.spi;

import inc.phone.webhooks.PhoneEvent;
import inc.phone.webhooks.call.CallRecord;

/**
 * Is told what happens in calls: in order within a call, one at a time, at least once.
 *
 * <p>Called on the receiver's executor, for different calls at once. May block, but should return
 * within two thirds of the lease (20 of 30 seconds by default): later, another node may begin with
 * the same delivery, and this one's success is not counted. Whatever it throws, errors included, is
 * a failed attempt: the delivery is repeated with growing delays and parked after the last attempt.
 * No other listener and no other call notices.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CallEventListener {
  /**
   * Something happened.
   *
   * @param event what happened
   * @param call the call with all that is known of it now, possibly more than this event says
   * @param context about this delivery
   * @throws Exception if it could not be handled; it is delivered again
   */
  void onEvent(PhoneEvent event, CallRecord call, DeliveryContext context) throws Exception;

  /**
   * The customer of a call became known, or became another one, after the listener was first told
   * of the call. May also come where the listener saw the customer already.
   *
   * @param call the call, with its customer
   * @param context about this delivery
   * @throws Exception if it could not be handled; it is delivered again
   */
  default void onMatched(CallRecord call, DeliveryContext context) throws Exception {}
}
