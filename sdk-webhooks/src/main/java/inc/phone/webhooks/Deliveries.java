package inc.phone.webhooks;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.DeliveryStore;
import inc.phone.webhooks.spi.Page;
import inc.phone.webhooks.spi.ParkedDelivery;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
    return parked(null, limit, null).items();
  }

  /**
   * Lists what is parked, page by page.
   *
   * @param listener of which listener, known to this receiver or not; null for all
   * @param limit how many at most, 1 to 500
   * @param cursor where the page before this one ended; null for the first
   * @return the newest first
   * @throws IllegalArgumentException if the limit is out of range or the cursor is of no such list
   */
  public Page<ParkedDelivery> parked(
      @Nullable String listener, int limit, @Nullable String cursor) {
    return store.parked(source, listener, limit, cursor);
  }

  /**
   * Has one delivery tried again, with all its attempts before it. The listener is told that it is
   * late if it was told of something later meanwhile.
   *
   * @param delivery which one
   * @return false if it is not parked any more
   */
  public boolean replay(ParkedDelivery delivery) {
    return delivery.key().source().equals(source)
        && replay(delivery.key().callId(), delivery.listener(), delivery.id());
  }

  /**
   * The same for whoever kept only what names the delivery.
   *
   * @param callId {@link CallKey#callId} of its key
   * @param listener its listener
   * @param id its id
   * @return false if there is no such delivery, or it is not parked any more
   */
  public boolean replay(String callId, String listener, String id) {
    return wakeIf(store.replay(new CallKey(source, callId), listener, id, now()) ? 1 : 0) == 1;
  }

  /**
   * Has everything that is parked tried again.
   *
   * @return how many deliveries there were
   */
  public int replayAll() {
    return wakeIf(store.replayAll(source, null, now()));
  }

  /**
   * Has everything that is parked of one listener tried again.
   *
   * @param listener the listener, known to this receiver or not
   * @return how many deliveries there were
   */
  public int replayAll(String listener) {
    return wakeIf(store.replayAll(source, Objects.requireNonNull(listener, "listener"), now()));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private int wakeIf(int replayed) {
    if (replayed > 0) {
      wake.run();
    }
    return replayed;
  }
}
