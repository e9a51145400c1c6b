package inc.phone.webhooks.store;

import java.util.Comparator;

/** Names a delivery within its lane. */
record DeliveryKey(LaneKey lane, String id) implements Comparable<DeliveryKey> {
  private static final Comparator<DeliveryKey> ORDER =
      Comparator.comparing(DeliveryKey::lane).thenComparing(DeliveryKey::id);

  @Override
  public int compareTo(DeliveryKey other) {
    return ORDER.compare(this, other);
  }
}
