package inc.phone.webhooks.call;

import static inc.phone.model.EventType.BRANCH_SELECTED;
import static inc.phone.model.EventType.CALL_ANSWERED;
import static inc.phone.model.EventType.CALL_ENDED;
import static inc.phone.model.EventType.CALL_INITIATED;
import static inc.phone.model.EventType.CALL_LOST;
import static inc.phone.model.EventType.CALL_OUTSIDE_OPENING_HOURS;
import static inc.phone.model.EventType.CALL_TRANSCRIPTION_DONE;
import static inc.phone.model.EventType.VOICEMAIL_NEW;
import static inc.phone.model.EventType.VOICEMAIL_TRANSCRIPTION_DONE;

import inc.phone.model.EventType;
import inc.phone.webhooks.PhoneEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What must come before an event, whatever its clock says. */
final class Predecessors {
  /** {@code answered} comes before {@code ended} only if the call was answered. */
  private static final Map<EventType, List<EventType>> BY_TYPE =
      Map.of(
          CALL_OUTSIDE_OPENING_HOURS, List.of(CALL_INITIATED),
          BRANCH_SELECTED, List.of(CALL_INITIATED),
          CALL_ANSWERED, List.of(CALL_INITIATED),
          CALL_ENDED, List.of(CALL_INITIATED, CALL_ANSWERED),
          CALL_LOST, List.of(CALL_ENDED),
          VOICEMAIL_NEW, List.of(CALL_INITIATED),
          CALL_TRANSCRIPTION_DONE, List.of(CALL_ENDED),
          VOICEMAIL_TRANSCRIPTION_DONE, List.of(VOICEMAIL_NEW));

  /** The types that others may wait for. */
  static final Set<EventType> HOLDING =
      BY_TYPE.values().stream().flatMap(List::stream).collect(Collectors.toUnmodifiableSet());

  private Predecessors() {}

  /** Whether an event waits for something that is not here. */
  static boolean areMissing(PhoneEvent event, Arrived arrived, Set<EventType> subscribedTo) {
    return of(event.type()).stream()
        .filter(before -> subscribedTo.isEmpty() || subscribedTo.contains(before))
        .filter(before -> !before.equals(CALL_ANSWERED) || arrived.isAnswered())
        .anyMatch(before -> !arrived.has(before, voicemailOf(before, event)));
  }

  /** Whether one event comes before another one by the kind of what happened. */
  static boolean isBefore(PhoneEvent one, PhoneEvent other) {
    if (!of(other.type()).contains(one.type())) {
      return false;
    }
    String voicemail = voicemailOf(one.type(), other);
    return voicemail == null || (one.voicemail() != null && one.voicemail().id().equals(voicemail));
  }

  /** Whether events of a type may have waited for one of the other type. */
  static boolean mayHold(EventType before, EventType waiting) {
    return of(waiting).contains(before);
  }

  private static List<EventType> of(EventType type) {
    return BY_TYPE.getOrDefault(type, List.of());
  }

  /** The voicemail that a predecessor must be of; null if any will do. */
  private static @Nullable String voicemailOf(EventType before, PhoneEvent event) {
    return before.equals(VOICEMAIL_NEW) && event.voicemail() != null
        ? event.voicemail().id()
        : null;
  }
}
