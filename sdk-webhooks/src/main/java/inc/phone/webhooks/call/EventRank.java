package inc.phone.webhooks.call;

import static java.util.Map.entry;

import inc.phone.model.EventType;
import java.util.Map;

/**
 * Where a type of event stands in the life of a call, for events that carry the same time.
 *
 * <p>The vendor's times have whole seconds, so ties are the rule rather than the exception. Ranks
 * are part of what is stored and never change; the gaps are room for types to come.
 */
final class EventRank {
  /** Types that this version does not know. */
  static final int UNKNOWN = 75;

  private static final Map<EventType, Integer> RANKS =
      Map.ofEntries(
          entry(EventType.CALL_INITIATED, 10),
          entry(EventType.CALL_OUTSIDE_OPENING_HOURS, 20),
          entry(EventType.BRANCH_SELECTED, 30),
          entry(EventType.of("participant_joined"), 35), // LiveKit's
          entry(EventType.CALL_ANSWERED, 40),
          entry(EventType.of("participant_left"), 45),
          entry(EventType.CALL_ENDED, 50),
          entry(EventType.CALL_LOST, 60),
          entry(EventType.VOICEMAIL_NEW, 70),
          entry(EventType.CALL_TRANSCRIPTION_DONE, 80),
          entry(EventType.VOICEMAIL_TRANSCRIPTION_DONE, 90));

  private EventRank() {}

  static int of(EventType type) {
    return RANKS.getOrDefault(type, UNKNOWN);
  }
}
