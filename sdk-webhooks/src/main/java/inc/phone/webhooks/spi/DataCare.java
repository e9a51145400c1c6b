package inc.phone.webhooks.spi;

import inc.phone.webhooks.call.CallKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link CallStore} must be able to do so that data can be pruned, erased and exported.
 *
 * <p>Called by {@code DataCaretaker} from its caller's thread, and by {@code WebhookReceiver} from
 * the threads that receive, if an event of somebody who was erased comes in; several threads and
 * nodes at once, beside load and commit. May block. Lists are pages in a fixed order: a call that
 * comes in while they are read may be missed, one that was there is not. Trouble is {@link
 * OutcomeUnknownException}. Extend {@code DataCareContractTest}.
 *
 * @since 0.1.0
 */
public interface DataCare {
  /**
   * Calls of somebody. Of a customer: {@code CallRecord.customerId()} is theirs. Of a number:
   * {@code CallRecord.partyNumber()} is this number, or a voicemail's {@code from()} is, written as
   * E.164, or with 00 or nothing instead of the plus.
   *
   * @param source the tenant or workspace
   * @param subject who
   * @param after the last call id of the page before, or null for the first
   * @param limit how many at most, from 1
   * @return their keys, by call id
   */
  List<CallKey> callsOf(String source, DataSubject subject, @Nullable String after, int limit);

  /**
   * Places of events that are about no call: keys with {@code isCall() == false} that have an
   * event.
   *
   * @param source the tenant or workspace
   * @param after the last call id of the page before, or null for the first
   * @param limit how many at most, from 1
   * @return their keys, by call id
   */
  List<CallKey> withoutCall(String source, @Nullable String after, int limit);

  /**
   * Events with the bytes that came in.
   *
   * @param key which call, or the place of an event about none
   * @param after the last event id of the page before, or null for the first
   * @param limit how many at most, from 1
   * @return the events, by id
   */
  List<EventChange> rawEvents(CallKey key, @Nullable String after, int limit);

  /**
   * Events whose first copy was received before some time, and of which nothing waits to be
   * delivered to a listener.
   *
   * @param source the tenant or workspace
   * @param before the time, excluded
   * @param limit how many at most, from 1
   * @param cursor {@code nextCursor} of the page before, or null for the first
   * @return the oldest first
   * @throws IllegalArgumentException if the cursor is not one of ours
   */
  Page<StoredEventKey> eventsReceivedBefore(
      String source, Instant before, int limit, @Nullable String cursor);

  /**
   * Calls that stand before some time in the call log.
   *
   * @param source the tenant or workspace
   * @param before the time, excluded, compared with {@code sortedAt}
   * @param limit how many at most, from 1
   * @param cursor {@code nextCursor} of the page before, or null for the first
   * @return the oldest first
   * @throws IllegalArgumentException if the cursor is not one of ours
   */
  Page<CallKey> callsBefore(String source, Instant before, int limit, @Nullable String cursor);

  /**
   * Makes calls smaller. Like {@link CallStore#commit}, each alone and atomically: if its base
   * version is current, the state and rows are written and the named events are removed; if the new
   * record has no voicemails, those stored are removed, too. Nothing is ever refused.
   *
   * @param prunings the changes; each call at most once, never empty, up to a few hundred
   * @return {@link CommitResult#WRITTEN} or {@link CommitResult#STALE}, in the same order
   */
  List<CommitResult> prune(List<Pruning> prunings);

  /**
   * Removes everything of these keys: state, version, rows, events, deliveries, parked or not.
   * Returns when that is durable.
   *
   * @param keys which calls or places of events; unknown ones are fine
   */
  void forget(List<CallKey> keys);
}
