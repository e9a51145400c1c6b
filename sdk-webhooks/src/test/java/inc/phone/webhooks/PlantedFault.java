package inc.phone.webhooks;

import inc.phone.webhooks.SimulatedNode.Life;
import inc.phone.webhooks.spi.DeliveryStore;
import inc.phone.webhooks.spi.TransactionalDeliveryStore;
import java.util.Map;
import java.util.Set;

/** A mistake that the simulation must find, put around the real code. */
interface PlantedFault {
  PlantedFault NONE = new PlantedFault() {};

  /** What all nodes share. */
  default DeliveryStore onStore(DeliveryStore shared) {
    return shared;
  }

  /** What one process uses. */
  default TransactionalDeliveryStore onNode(
      TransactionalDeliveryStore store, Life life, SimulatedWorld world) {
    return store;
  }

  default DeliveryOptions.Builder options(DeliveryOptions.Builder options) {
    return options;
  }

  /**
   * Answers a delivery.
   *
   * @param memory what the process remembers as long as it lives
   * @return the status
   */
  default int receive(WebhookReceiver receiver, Set<String> memory, byte[] body) {
    return receiver.receive(WebhookRequest.of(null, Map.of(), body)).status();
  }

  /** The id that an event would have without the fault. */
  default String realId(String storedId) {
    return storedId;
  }
}
