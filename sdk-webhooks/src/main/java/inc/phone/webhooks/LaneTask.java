package inc.phone.webhooks;

import inc.phone.webhooks.spi.DeliveryResult;
import inc.phone.webhooks.spi.Lease;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lease that waits for a thread, or has one. Whoever claims it first decides about it. */
final class LaneTask {
  private static final Logger LOG = LoggerFactory.getLogger(LaneTask.class);

  private final Lease lease;
  private final LaneWorker worker;
  private final AtomicBoolean claimed = new AtomicBoolean();
  private boolean old; // guarded by the lock of the dispatcher's state

  LaneTask(Lease lease, LaneWorker worker) {
    this.lease = lease;
    this.worker = worker;
  }

  Lease lease() {
    return lease;
  }

  boolean claim() {
    return claimed.compareAndSet(false, true);
  }

  /** Whether it waits since the last sweep. */
  boolean isOld() {
    return old;
  }

  void age() {
    old = true;
  }

  /** What is to be written; empty if nothing is: the lease then ends by itself or is given back. */
  Optional<DeliveryResult> work(BooleanSupplier closing) {
    try {
      return worker.work(lease, closing);
    } catch (Throwable e) {
      // The store, in Kotlin even with a checked exception, or no memory: nothing is known to be
      // done, and the lease ends by itself.
      LOG.atWarn()
          .addKeyValue("lane", lease)
          .addKeyValue("failure", Failure.of(e))
          .log("a lane could not be worked on; it comes due when its lease is over");
      LOG.debug("a lane could not be worked on", e);
      return Optional.empty();
    }
  }
}
