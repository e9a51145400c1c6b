package inc.phone.webhooks.call;

import inc.phone.model.EventType;
import inc.phone.webhooks.PhoneEvent;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What of a call has reached us, as far as other events may wait for it. Not thread-safe. */
final class Arrived {
  /** More voicemails of one call than this are nobody's; the oldest are forgotten. */
  private static final int MAX_VOICEMAILS = 100;

  private final Set<EventType> types = new HashSet<>();
  private final Set<String> newVoicemails = new LinkedHashSet<>();
  private boolean answered;

  void add(PhoneEvent event) {
    if (Predecessors.HOLDING.contains(event.type())) {
      types.add(event.type());
    }
    if (event.call() != null && event.call().answeredAt() != null) {
      answered = true;
    }
    if (event.type().equals(EventType.VOICEMAIL_NEW) && event.voicemail() != null) {
      addVoicemail(event.voicemail().id());
    }
  }

  void addType(EventType type) {
    types.add(type);
  }

  void addVoicemail(String id) {
    newVoicemails.add(id);
    if (newVoicemails.size() > MAX_VOICEMAILS) {
      newVoicemails.remove(newVoicemails.iterator().next());
    }
  }

  void setAnswered() {
    answered = true;
  }

  /** Whether the call was answered, as any event so far says. */
  boolean isAnswered() {
    return answered;
  }

  /** Whether the predecessor of this type is here; of a voicemail's own, if one is named. */
  boolean has(EventType type, @Nullable String voicemailId) {
    return voicemailId == null ? types.contains(type) : newVoicemails.contains(voicemailId);
  }
}
