package inc.phone.ivr.routing;

import java.time.Instant;

/**
 * The host's log of calls.
 *
 * <p>Called by {@link InboundCallRouter} on its executor, several at once. May block, but after the
 * deadline the call is answered without it. Whatever it throws is contained and tried again, so
 * both methods may come twice for a call: key your rows by the call.
 *
 * @since 0.1.0
 */
public interface CallJournal {
  /**
   * A call is ringing. Comes a second time, with number and campaign, if the directory was away at
   * first; a call that is completed already stays so.
   *
   * @param entry the call
   */
  void ringing(JournalEntry entry);

  /**
   * A call is over. Comes for every call that {@link InboundCallRouter#hungUp} is told of, also
   * those that began on another node or were never ringing here.
   *
   * @param callId the call
   * @param at when it was hung up
   */
  void completed(String callId, Instant at);
}
