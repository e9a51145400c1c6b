package inc.phone.webhooks.spi;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.call.VoicemailRecord;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The lists a shop shows. A host with its own store may answer them from its own tables instead.
 *
 * <p>A call that another version of the SDK wrote in another form is left out of lists, and hides
 * no other one. Text that no row can have, such as U+0000, finds nothing.
 *
 * <p>Called by the host from any thread; may block. Extend {@code CallQueriesContractTest}.
 *
 * @since 0.1.0
 */
public interface CallQueries {
  /** Most elements of one page. */
  int MAX_LIMIT = 500;

  /**
   * Finds one call.
   *
   * @param key which call
   * @return its record, or empty if there is none
   * @throws IllegalArgumentException if another version of the SDK wrote it in another form
   */
  Optional<CallRecord> call(CallKey key);

  /**
   * The events of one call.
   *
   * @param key which call, or the place of an event without one
   * @return its events by time, rank and id; empty if there are none
   */
  List<EventRecord> events(CallKey key);

  /**
   * The call log.
   *
   * @param source the tenant or workspace
   * @param filter which calls
   * @param limit how many at most, 1 to {@value #MAX_LIMIT}
   * @param cursor {@code nextCursor} of the page before, or null for the first
   * @return the newest first, by {@code sortedAt}, then call id
   * @throws IllegalArgumentException if the limit is out of range or the cursor is not one of ours
   */
  Page<CallRecord> calls(String source, CallFilter filter, int limit, @Nullable String cursor);

  /**
   * The voicemail list.
   *
   * @param source the tenant or workspace
   * @param filter which voicemails
   * @param limit how many at most, 1 to {@value #MAX_LIMIT}
   * @param cursor {@code nextCursor} of the page before, or null for the first
   * @return the newest first, by {@code sortedAt}, then voicemail id
   * @throws IllegalArgumentException if the limit is out of range or the cursor is not one of ours
   */
  Page<VoicemailRecord> voicemails(
      String source, VoicemailFilter filter, int limit, @Nullable String cursor);

  /**
   * Calls whose number has not been looked up yet.
   *
   * @param source the tenant or workspace
   * @param limit how many at most, 1 to {@value #MAX_LIMIT}
   * @param cursor {@code nextCursor} of the page before, or null for the first
   * @return the oldest first, by {@code sortedAt}, then call id
   * @throws IllegalArgumentException if the limit is out of range or the cursor is not one of ours
   */
  Page<CallRecord> pendingMatches(String source, int limit, @Nullable String cursor);

  /**
   * Calls with keys whose branch has not been resolved yet: {@link CallRecord#branchPending()}.
   *
   * @param source the tenant or workspace
   * @param limit how many at most, 1 to {@value #MAX_LIMIT}
   * @param cursor {@code nextCursor} of the page before, or null for the first
   * @return the oldest first, by {@code sortedAt}, then call id
   * @throws IllegalArgumentException if the limit is out of range or the cursor is not one of ours
   */
  Page<CallRecord> pendingBranches(String source, int limit, @Nullable String cursor);
}
