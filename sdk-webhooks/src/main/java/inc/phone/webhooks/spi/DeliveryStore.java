package inc.phone.webhooks.spi;

import inc.phone.webhooks.call.CallKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@link CallStore} that also keeps what listeners are owed, so that it survives restarts and is
 * shared by nodes.
 *
 * <p>Deliveries are written by {@link #commit} with the change they are about ({@link
 * CallChange#deliveries}) and live in lanes, one per call and listener:
 *
 * <ol>
 *   <li>A lane is made by the first delivery that goes into it and is kept as long as its call, or
 *       its fence would start again.
 *   <li>It is due at a time or not at all. Commits only move that time forward (to the earlier),
 *       and what they write while the lane is leased is never lost: giving the lease back leaves
 *       the earlier of the two.
 *   <li>One node at a time has its lease. A lease ends when it is given back or when its time is
 *       over; from then on the lane is due again for anybody.
 *   <li>Every lease raises the fence, and only the last fence may complete.
 * </ol>
 *
 * <p>All times come from the callers; a store needs no clock. Nodes whose clocks differ may take a
 * lane from each other too early or too late, and the fence keeps that harmless. Called by the
 * receiver's dispatcher from its executor and by the host; several threads at once. May block.
 * Nothing is called back. Extend {@code DeliveryStoreContractTest}.
 *
 * @since 0.1.0
 */
public interface DeliveryStore extends CallStore {
  /**
   * Takes lanes that are due: at {@code now} or before, not leased, or leased until {@code now} or
   * before. The longest due come first. The number of round trips must not grow with the lanes.
   *
   * @param request which ones
   * @return the leases, possibly none
   * @throws OutcomeUnknownException if the store is in trouble; any other exception is treated the
   *     same way. Lanes that were taken all the same come due again when their lease is over
   */
  List<Lease> lease(LeaseRequest request);

  /**
   * Gives leases back with what came of them. Each stands alone and is atomic. A lease whose time
   * is over may still be given back, as long as nobody took the lane meanwhile. The number of round
   * trips must not grow with the completions.
   *
   * @param completions each lane at most once, never empty, up to a few hundred
   * @return one answer per completion, in the same order: false if the lease is lost, because the
   *     lane was leased again or given back already; nothing of the result was written then
   * @throws OutcomeUnknownException if it is not known whether something was written; any other
   *     exception is treated the same way
   */
  List<Boolean> complete(List<Completion> completions);

  /**
   * Lists deliveries that were given up.
   *
   * @param source the tenant or workspace
   * @param listener of which listener; null for all
   * @param limit how many at most, 1 to {@value CallQueries#MAX_LIMIT}
   * @param cursor where the page before this one ended; null for the first
   * @return the newest first, by {@code parkedAt}, then call, listener and id
   * @throws IllegalArgumentException if the limit is out of range or the cursor is of no such list
   */
  Page<ParkedDelivery> parked(
      String source, @Nullable String listener, int limit, @Nullable String cursor);

  /**
   * Puts a parked delivery back into its lane, with no attempts behind it.
   *
   * @param key its call
   * @param listener its listener
   * @param id its id
   * @param dueAt when its lane comes due, at the latest
   * @return whether it was parked
   */
  boolean replay(CallKey key, String listener, String id, Instant dueAt);

  /**
   * Puts every parked delivery back into its lane, with no attempts behind it.
   *
   * @param source the tenant or workspace
   * @param listener of which listener; null for all
   * @param dueAt when their lanes come due, at the latest
   * @return how many there were
   */
  int replayAll(String source, @Nullable String listener, Instant dueAt);

  /**
   * Owes a listener events that were stored before it was known: one page of them, by (receivedAt,
   * call id, event id). Works like {@link OwedDelivery}: lanes are made where they are missing, and
   * a delivery that a lane has already stays as it is. Memory depends on the page only.
   *
   * @param past which events
   * @return the cursor for the next page, or empty if this was the last
   */
  Optional<String> owePast(PastEvents past);
}
