package inc.phone.webhooks;

import inc.phone.webhooks.spi.DeliveryResult;
import inc.phone.webhooks.spi.Lease;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Does what waits in a lane, on a thread of the executor. */
interface LaneWorker {
  /**
   * Works on a lane until nothing more is to be done now.
   *
   * @param lease the lane
   * @param closing whether to stop before the next delivery
   * @return what came of it; empty if the lease is given back already
   */
  Optional<DeliveryResult> work(Lease lease, BooleanSupplier closing);
}
