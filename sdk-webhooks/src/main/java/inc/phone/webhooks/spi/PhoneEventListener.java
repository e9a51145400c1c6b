package inc.phone.webhooks.spi;

import inc.phone.webhooks.PhoneEvent;
import inc.phone.webhooks.call.CallRecord;

/**
 * The short form of {@link CallEventListener}, for whoever needs only what happened. The same
 * promises hold.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface PhoneEventListener {
  /**
   * Something happened.
   *
   * @param event what happened
   * @param call the call with all that is known of it now
   * @throws Exception if it could not be handled; it is delivered again
   */
  void onEvent(PhoneEvent event, CallRecord call) throws Exception;
}
