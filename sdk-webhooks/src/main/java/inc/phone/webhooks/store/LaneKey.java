package inc.phone.webhooks.store;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.Lease;
import java.util.Comparator;

/** Names a lane. Lanes are locked in the order of their keys, so that nobody can deadlock. */
record LaneKey(CallKey call, String listener) implements Comparable<LaneKey> {
  private static final Comparator<LaneKey> ORDER =
      Comparator.comparing(LaneKey::call, JdbcCalls.LOCK_ORDER).thenComparing(LaneKey::listener);

  static LaneKey of(Lease lease) {
    return new LaneKey(lease.key(), lease.listener());
  }

  @Override
  public int compareTo(LaneKey other) {
    return ORDER.compare(this, other);
  }
}
