package inc.phone.webhooks;

import static java.util.Map.entry;

import inc.phone.internal.json.CallJson;
import inc.phone.internal.json.JsonFields;
import inc.phone.model.Call;
import inc.phone.model.EventType;
import inc.phone.model.Voicemail;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The flat format of shops: {@code {"event_id", "event_type", "event_ts", "call_id", …}}.
 *
 * <p>Documented by one shop platform, with one example; the vendor does not know it. Only {@code
 * voicemail_transcribed} is spelled out there, so the other names are our reading of its prose,
 * with the aliases that seem likely. Fields that the vendor's call has are read under the vendor's
 * names.
 */
final class FlatFormat {
  private static final String TIMESTAMP = "event_ts";

  private static final Map<String, EventType> TYPES =
      Map.ofEntries(
          entry("call_started", EventType.CALL_INITIATED),
          entry("call_start", EventType.CALL_INITIATED),
          entry("call_initiated", EventType.CALL_INITIATED),
          entry("outside_opening_hours", EventType.CALL_OUTSIDE_OPENING_HOURS),
          entry("call_outside_opening_hours", EventType.CALL_OUTSIDE_OPENING_HOURS),
          entry("branch_chosen", EventType.BRANCH_SELECTED),
          entry("branch_choice", EventType.BRANCH_SELECTED),
          entry("call_answered", EventType.CALL_ANSWERED),
          entry("call_ended", EventType.CALL_ENDED),
          entry("call_hangup", EventType.CALL_ENDED),
          entry("hangup", EventType.CALL_ENDED),
          entry("hang_up", EventType.CALL_ENDED),
          entry("call_lost", EventType.CALL_LOST),
          entry("call_transcribed", EventType.CALL_TRANSCRIPTION_DONE),
          entry("call_transcription_done", EventType.CALL_TRANSCRIPTION_DONE),
          entry("voicemail_finished", EventType.VOICEMAIL_NEW),
          entry("voicemail_recorded", EventType.VOICEMAIL_NEW),
          entry("voicemail_new", EventType.VOICEMAIL_NEW),
          entry("voicemail_transcribed", EventType.VOICEMAIL_TRANSCRIPTION_DONE),
          entry("voicemail_transcription_done", EventType.VOICEMAIL_TRANSCRIPTION_DONE),
          entry("transcript_ready", EventType.VOICEMAIL_TRANSCRIPTION_DONE));

  private FlatFormat() {}

  static PhoneEvent read(JsonFields json, PlausibleTime times, byte[] body) {
    EventType type = type(EventId.required(json, "event_type"));
    String callId = EventId.optional(json, "call_id");
    Call call = callId == null ? null : call(json, type, callId);
    Voicemail voicemail = callId == null ? null : voicemail(json, type, callId);
    String id = EventId.of(json, type, call, callId, voicemail, json.instant(TIMESTAMP));
    Instant occurredAt = times.of(json, TIMESTAMP, type, call, voicemail);
    return new PhoneEvent(
        id,
        type,
        occurredAt,
        times.believed(timed(ImpliedState.fill(type, call), type, occurredAt)),
        times.believed(timed(voicemail, type, occurredAt)),
        json.textOrInteger("digit"),
        json.textOrInteger("branch_id"),
        null,
        body);
  }

  private static EventType type(String name) {
    EventType known = TYPES.get(name);
    return known != null ? known : EventType.of(name);
  }

  private static boolean isVoicemail(EventType type) {
    return type.equals(EventType.VOICEMAIL_NEW)
        || type.equals(EventType.VOICEMAIL_TRANSCRIPTION_DONE);
  }

  private static Call call(JsonFields json, EventType type, String callId) {
    Call call = CallJson.call(callId, json);
    if (isVoicemail(type)) {
      // Text and audio are the voicemail's, whatever they are called.
      return call.toBuilder().transcription(null).recordingUrl(null).build();
    }
    boolean transcribed = type.equals(EventType.CALL_TRANSCRIPTION_DONE);
    return call.toBuilder()
        .transcription(first(call.transcription(), transcribed ? json.text("transcript") : null))
        .recordingUrl(first(call.recordingUrl(), json.text("audio_url")))
        .build();
  }

  private static @Nullable Voicemail voicemail(JsonFields json, EventType type, String callId) {
    if (!isVoicemail(type)) {
      return null;
    }
    Voicemail voicemail = CallJson.voicemail(EventId.voicemailOf(callId), json);
    return voicemail.toBuilder()
        .transcription(first(json.text("transcript"), voicemail.transcription()))
        .recordingUrl(first(json.text("audio_url"), voicemail.recordingUrl()))
        .build();
  }

  /** The format has one time, which is the moment that the type is about. */
  private static @Nullable Call timed(@Nullable Call call, EventType type, Instant occurredAt) {
    if (call == null) {
      return null;
    }
    if (type.equals(EventType.CALL_INITIATED) && call.startedAt() == null) {
      return call.toBuilder().startedAt(occurredAt).build();
    }
    if (type.equals(EventType.CALL_ANSWERED) && call.answeredAt() == null) {
      return call.toBuilder().answeredAt(occurredAt).build();
    }
    return call;
  }

  private static @Nullable Voicemail timed(
      @Nullable Voicemail voicemail, EventType type, Instant occurredAt) {
    return voicemail != null
            && type.equals(EventType.VOICEMAIL_NEW)
            && voicemail.createdAt() == null
        ? voicemail.toBuilder().createdAt(occurredAt).build()
        : voicemail;
  }

  private static @Nullable String first(@Nullable String preferred, @Nullable String other) {
    return preferred != null ? preferred : other;
  }
}
