package inc.phone.webhooks;

import inc.phone.webhooks.spi.DeliveryStore;
import inc.phone.webhooks.spi.ParkedDelivery;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Shows deliveries that were given up, and has them tried again. Get one from {@link
 * WebhookReceiver#deliveries()}. Thread-safe; everything may block and throws {@link
 * inc.phone.webhooks.spi.OutcomeUnknownException} if the store is in trouble.
 *
 * @since 0.1.0
 */
public final class Deliveries {
  private final DeliveryStore store;
  private final String source;
  private final Clock clock;
  private final Runnable wake;

  Deliveries(DeliveryStore store, String source, Clock clock, Runnable wake) {
    this.store = store;
    this.source = source;
    this.clock = clock;
    this.wake = wake;
  }

  /**
   * Lists what is parked, of all listeners, also of those this receiver does not know.
   *
   * @param limit how many at most, 1 to 500
   * @return the newest first
   * @throws IllegalArgumentException if the limit is out of range
   */
  public List<ParkedDelivery> parked(int limit) {
    return store.parked(source, limit);
  }

  /**
   * Has one delivery tried again, with all its attempts before it. The listener is told that it is
   * late if it was told of something later meanwhile.
   *
   * @param delivery which one
   * @return false if it is not parked any more
   */
  public boolean replay(ParkedDelivery delivery) {
    boolean replayed =
        delivery.key().source().equals(source)
            && store.replay(
                delivery.key(),
                delivery.listener(),
                delivery.id(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    if (replayed) {
      wake.run();
    }
    return replayed;
  }

  /**
   * Has everything that is parked tried again.
   *
   * @return how many deliveries there were
   */
  public int replayAll() {
    int replayed = store.replayAll(source, clock.instant().truncatedTo(ChronoUnit.MICROS));
    if (replayed > 0) {
      wake.run();
    }
    return replayed;
  }
}
