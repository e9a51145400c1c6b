package inc.phone.ivr.routing;

import inc.phone.number.E164;
import java.time.Instant;

/**
 * Keeps the leads of campaigns: one per campaign and number, however many calls come at once.
 *
 * <p>Called by {@link InboundCallRouter} on its executor, several at once, also for one lead and
 * from several nodes. May block, but after the deadline the call is answered without it. Whatever
 * it throws is contained and tried again, so both methods may come twice for a call, and late:
 * extend {@code LeadRegistryContractTest}.
 *
 * @since 0.1.0
 */
public interface LeadRegistry {
  /**
   * Finds or creates the lead of a caller, and notes the call if none that began later is noted.
   *
   * <p>A call that is noted already changes nothing, so a call that is over is not made one that is
   * under way. Of two calls that began at the same moment the one with the greater id is the later.
   *
   * @param campaignId the campaign
   * @param number who calls
   * @param callId the call
   * @param at when it began
   * @return the lead as it is now
   */
  Lead calling(String campaignId, E164 number, String callId, Instant at);

  /**
   * Notes the end of a call: the lead whose latest call it is becomes completed.
   *
   * @param callId the call
   * @param at when it was hung up
   * @return whether a lead was changed; false if the call is nobody's latest, or over already
   */
  boolean hungUp(String callId, Instant at);

  /**
   * A registry that forgets everything when the program ends: for tests and trials.
   *
   * @return a new, empty registry
   */
  static LeadRegistry inMemory() {
    return new MemoryLeadRegistry();
  }
}
