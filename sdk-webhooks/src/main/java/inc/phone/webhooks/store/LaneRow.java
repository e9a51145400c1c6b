package inc.phone.webhooks.store;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.DeliveryResult;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.LeaseRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A lane as it is stored. Whoever changes one has it locked, so nothing is lost in between. */
record LaneRow(
    LaneKey key,
    long fence,
    @Nullable Instant dueAt,
    @Nullable Instant leasedUntil,
    @Nullable String node,
    @Nullable String progress) {
  /** The columns that {@link #read} expects. */
  static final String COLUMNS =
      "source, call_id, listener, fence, due_at, leased_until, node, progress";

  static LaneRow read(ResultSet row) throws SQLException {
    CallKey call = new CallKey(row.getString(1), row.getString(2));
    return new LaneRow(
        new LaneKey(call, row.getString(3)),
        row.getLong(4),
        Row.readTime(row, 5),
        Row.readTime(row, 6),
        row.getString(7),
        row.getString(8));
  }

  boolean isLeasedOrDue() {
    return leasedUntil != null || dueAt != null;
  }

  boolean isHeldBy(Lease lease) {
    return leasedUntil != null && fence == lease.fence();
  }

  LaneRow leased(LeaseRequest request) {
    return new LaneRow(key, fence + 1, null, request.until(), request.node(), progress);
  }

  LaneRow givenBack(DeliveryResult result) {
    Instant due = earlier(dueAt, result.dueAt());
    return new LaneRow(
        key, fence, due, null, node, result.progress() == null ? progress : result.progress());
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }
}
