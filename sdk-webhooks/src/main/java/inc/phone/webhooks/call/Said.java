package inc.phone.webhooks.call;

import inc.phone.model.Call;
import inc.phone.model.EventType;
import inc.phone.model.Voicemail;
import inc.phone.webhooks.PhoneEvent;
import java.time.Instant;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What events said of a call and its voicemails: all that were delivered, or one that was
 * reconciled. Merging is commutative, associative and idempotent. Not thread-safe; used by one
 * merge at a time.
 */
final class Said {
  final Registers fields = new Registers();
  final TreeMap<String, Registers> voicemails = new TreeMap<>();

  void merge(PhoneEvent event, Stamp stamp) {
    mergeMoment(event, stamp);
    CallStay stay = event.stay();
    if (event.call() != null) {
      boolean added = stay != null && stay.role() == CallStay.Role.CALLEE;
      mergeCall(event.call(), added ? stamp.ofLittleWeight() : stamp);
    }
    if (stay != null) {
      Stays.offer(fields, stay, stamp);
    }
    fields.offer(Field.DIGIT, stamp, event.digit());
    fields.offer(Field.BRANCH_ID, stamp, event.branchId());
    if (event.voicemail() != null) {
      Registers voicemail =
          voicemails.computeIfAbsent(event.voicemail().id(), id -> new Registers());
      mergeVoicemail(event.voicemail(), stamp, voicemail);
      if (event.type().equals(EventType.VOICEMAIL_NEW)) {
        voicemail.offer(Field.NEW_AT, stamp, stamp.time());
      } else if (event.type().equals(EventType.VOICEMAIL_TRANSCRIPTION_DONE)
          && !event.isReconciled()) {
        voicemail.offer(Field.TRANSCRIBED_AT, stamp, stamp.time());
      }
    }
  }

  private void mergeMoment(PhoneEvent event, Stamp stamp) {
    if (event.type().equals(EventType.CALL_ENDED)) {
      fields.offer(Field.ENDED_AT, stamp, endedAt(event));
    } else if (event.type().equals(EventType.CALL_LOST)) {
      fields.offer(Field.LOST_AT, stamp, stamp.time());
    } else if (event.type().equals(EventType.CALL_OUTSIDE_OPENING_HOURS)) {
      fields.offer(Field.OUTSIDE_OPENING_HOURS, stamp, stamp.time());
    }
  }

  /** The time of a reconciled event is a guess, unless the call's own times give it. */
  private static @Nullable Instant endedAt(PhoneEvent event) {
    Instant time = event.occurredAt();
    boolean known =
        !event.isReconciled() || (event.call() != null && time.equals(event.call().endedAt()));
    return known ? time : null;
  }

  private void mergeCall(Call call, Stamp stamp) {
    fields.offer(Field.CALL_CONTROL_ID, stamp, call.callControlId());
    fields.offer(Field.FROM, stamp, call.from());
    fields.offer(Field.TO, stamp, call.to());
    fields.offer(Field.DIRECTION, stamp, call.direction());
    fields.offer(Field.STATE, stamp, call.state());
    fields.offer(Field.STARTED_AT, stamp, call.startedAt());
    fields.offer(Field.ANSWERED_AT, stamp, call.answeredAt());
    fields.offer(Field.DURATION, stamp, call.duration());
    fields.offer(Field.SUMMARY, stamp, call.summary());
    fields.offer(Field.TRANSCRIPTION, stamp, call.transcription());
    fields.offer(Field.TRANSCRIPTION_SEGMENTS, stamp, call.transcriptionSegments());
    fields.offer(Field.MAIN_NUMBER_ID, stamp, call.mainNumberId());
    fields.offer(Field.MAIN_NUMBER_NAME, stamp, call.mainNumberName());
    fields.offer(Field.MAIN_NUMBER_NUMBER, stamp, call.mainNumberNumber());
    fields.offer(Field.MAIN_NUMBER_FORMATTED, stamp, call.mainNumberNumberFormatted());
    fields.offer(Field.EMPLOYEES, stamp, call.employees());
    fields.offer(Field.INITIATED_BY, stamp, call.initiatedByJson());
    fields.offer(Field.RECORDING_URL, stamp, call.recordingUrl());
  }

  private static void mergeVoicemail(Voicemail voicemail, Stamp stamp, Registers registers) {
    registers.offer(Field.FROM, stamp, voicemail.from());
    registers.offer(Field.TRANSCRIPTION, stamp, voicemail.transcription());
    registers.offer(Field.CREATED_AT, stamp, voicemail.createdAt());
    registers.offer(Field.RECORDING_URL, stamp, voicemail.recordingUrl());
    registers.offer(Field.MAIN_NUMBER_ID, stamp, voicemail.mainNumberId());
    registers.offer(Field.MAIN_NUMBER_NAME, stamp, voicemail.mainNumberName());
    registers.offer(Field.MAIN_NUMBER_NUMBER, stamp, voicemail.mainNumberNumber());
  }

  /** How often a value was set or replaced, or a voicemail added, since this was made. */
  int changes() {
    return fields.changes()
        + voicemails.size()
        + voicemails.values().stream().mapToInt(Registers::changes).sum();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Said that
        && fields.equals(that.fields)
        && voicemails.equals(that.voicemails);
  }

  @Override
  public int hashCode() {
    return Objects.hash(fields, voicemails.keySet());
  }
}
