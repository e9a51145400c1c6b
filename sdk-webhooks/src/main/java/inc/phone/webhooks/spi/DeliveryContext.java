package inc.phone.webhooks.spi;

import java.util.Objects;

/**
 * What a listener may want to know of a delivery besides what happened. Immutable and thread-safe.
 *
 * @param listener the name of the listener
 * @param deliveryId the same for every attempt, on every node: the key to recognise a repeat by,
 *     together with the call
 * @param fencingToken grows within one call and listener; a system that remembers the greatest one
 *     and refuses smaller ones is safe from a node that lost its lease and does not know it yet
 * @param attempt which attempt this is, from 1
 * @param late whether the listener was told of something that comes after this before
 * @since 0.1.0
 */
public record DeliveryContext(
    String listener, String deliveryId, long fencingToken, int attempt, boolean late) {
  /**
   * Checks for nulls.
   *
   * @param listener see the record
   * @param deliveryId see the record
   * @param fencingToken see the record
   * @param attempt see the record
   * @param late see the record
   */
  public DeliveryContext {
    Objects.requireNonNull(listener, "listener");
    Objects.requireNonNull(deliveryId, "deliveryId");
  }
}
