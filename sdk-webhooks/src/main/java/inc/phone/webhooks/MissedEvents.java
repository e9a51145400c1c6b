package inc.phone.webhooks;

import inc.phone.model.Call;
import inc.phone.model.CallState;
import inc.phone.model.EventType;
import inc.phone.model.Voicemail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Concludes from what the API lists which events must have happened, and writes their deliveries.
 * They are read like real ones, so their ids are minted in the one place where ids are.
 *
 * <p>Times are the call's and the voicemail's own, so the same record gives the same bytes whoever
 * asks, however often. Where the record has no time for an event, it is the last time before it:
 * earlier than the real one, if it is not the same. Each call looks as it did at that event, as far
 * as that is known. Links to recordings are left out: they do not last. Pure and thread-safe.
 */
final class MissedEvents {
  private final Set<EventType> subscribed;

  /**
   * @param subscribed the types that webhooks are subscribed to; empty for all
   */
  MissedEvents(Set<EventType> subscribed) {
    this.subscribed = subscribed;
  }

  /** What happened to a call, in order, without what its voicemails tell. */
  List<byte[]> of(Call call) {
    List<byte[]> bodies = new ArrayList<>();
    Instant startedAt = call.startedAt();
    if (startedAt == null) {
      return bodies; // has not begun, and the id of its beginning is minted of that time
    }
    add(bodies, EventType.CALL_INITIATED, startedAt, atStart(call), null);
    Instant answeredAt = call.answeredAt();
    if (answeredAt != null) {
      add(bodies, EventType.CALL_ANSWERED, answeredAt, atAnswer(call), null);
    }
    if (isEnded(call)) {
      add(bodies, EventType.CALL_ENDED, end(call, startedAt), atEnd(call), null);
    }
    if (call.transcription() != null) {
      add(bodies, EventType.CALL_TRANSCRIPTION_DONE, end(call, startedAt), call, null);
    }
    return bodies;
  }

  /** What a call is about that nobody answered and that left no message. */
  List<byte[]> lost(Call call) {
    List<byte[]> bodies = new ArrayList<>();
    Instant startedAt = call.startedAt();
    if (startedAt != null) {
      add(bodies, EventType.CALL_LOST, end(call, startedAt), atEnd(call), null);
    }
    return bodies;
  }

  /** What happened to a voicemail, in order. */
  List<byte[]> of(Call call, Voicemail voicemail) {
    List<byte[]> bodies = new ArrayList<>();
    Instant createdAt = voicemail.createdAt();
    if (createdAt == null) {
      return bodies;
    }
    Voicemail untold = voicemail.toBuilder().transcription(null).build();
    add(bodies, EventType.VOICEMAIL_NEW, createdAt, atEnd(call), untold);
    if (voicemail.transcription() != null) {
      add(bodies, EventType.VOICEMAIL_TRANSCRIPTION_DONE, createdAt, atEnd(call), voicemail);
    }
    return bodies;
  }

  static boolean isEnded(Call call) {
    return CallState.ENDED.equals(call.state());
  }

  private void add(
      List<byte[]> bodies, EventType type, Instant time, Call call, @Nullable Voicemail voicemail) {
    if (subscribed.isEmpty() || subscribed.contains(type)) {
      bodies.add(EnvelopeFormat.write(type, time, call, voicemail));
    }
  }

  private static Instant end(Call call, Instant startedAt) {
    Instant endedAt = call.endedAt();
    Instant answeredAt = call.answeredAt();
    return endedAt != null ? endedAt : answeredAt != null ? answeredAt : startedAt;
  }

  private static Call atStart(Call call) {
    boolean isOpen = call.answeredAt() == null && !isEnded(call);
    return atEnd(call).toBuilder()
        .state(isOpen ? call.state() : null) // the type implies it
        .answeredAt(null)
        .duration(null)
        .summary(null)
        .employees(null)
        .build();
  }

  private static Call atAnswer(Call call) {
    return atEnd(call).toBuilder().state(null).duration(null).summary(null).build();
  }

  private static Call atEnd(Call call) {
    return call.toBuilder().transcription(null).transcriptionSegments(null).build();
  }
}
