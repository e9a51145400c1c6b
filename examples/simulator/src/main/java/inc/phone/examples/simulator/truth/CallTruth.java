package inc.phone.examples.simulator.truth;

import inc.phone.examples.simulator.call.Answer;
import inc.phone.examples.simulator.call.Message;
import inc.phone.examples.simulator.call.SimulatedCall;
import inc.phone.examples.simulator.call.Transcript;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver's row of a call should be once every event has arrived at least once, without the
 * customer.
 *
 * <p>Taken from the call, never from its events. Holds for a subscription to all eight documented
 * event types. No trouble that the simulator makes can change it: duplicates, disorder and delay
 * carry nothing new; retries that are rendered again carry values that the row gets anyway, the one
 * value that is ever replaced (an early summary) never under a later stamp than its successor; and
 * the two events whose own time is a column (call.ended, voicemail.transcription_done) are never
 * stamped again, nor are events of the flat format, whose times are all columns.
 *
 * @param callId the call's id
 * @param from the caller as sent: E.164, or a word or null if withheld
 * @param to who was called; null in the flat format, which does not tell it
 * @param direction {@code inbound}, {@code outbound}; null in the flat format
 * @param state always {@code ended}
 * @param startedAt when it began
 * @param answeredAt when it was answered
 * @param endedAt when it was over
 * @param duration seconds since the answer; null without one
 * @param branchId the branch that the caller chose; flat format only
 * @param recordingUrl the recording; flat format only
 * @param transcription what was said in the call, not in the voicemail
 * @param summary the vendor's summary
 * @param lost whether nobody answered and no message was left
 * @param outsideOpeningHours whether the company was closed
 * @param eventCount how many different events there are
 * @param voicemails at most one
 */
public record CallTruth(
    String callId,
    @Nullable String from,
    @Nullable String to,
    @Nullable String direction,
    String state,
    Instant startedAt,
    @Nullable Instant answeredAt,
    Instant endedAt,
    @Nullable Long duration,
    @Nullable String branchId,
    @Nullable String recordingUrl,
    @Nullable String transcription,
    @Nullable String summary,
    boolean lost,
    boolean outsideOpeningHours,
    int eventCount,
    List<VoicemailTruth> voicemails) {
  /**
   * The truth about a call.
   *
   * @param call as it happened
   * @return its row
   */
  public static CallTruth of(SimulatedCall call) {
    boolean flat = call.flat();
    Answer answer = call.answer();
    Transcript transcript = answer == null ? null : answer.transcript();
    Duration talked = call.talked();
    Message message = call.message();
    return new CallTruth(
        call.id(),
        call.parties().from(),
        flat ? null : call.parties().to(),
        flat ? null : call.parties().outbound() ? "outbound" : "inbound",
        "ended",
        call.startedAt(),
        answer == null ? null : answer.at(),
        call.endedAt(),
        talked == null ? null : talked.toSeconds(),
        call.choice() == null ? null : call.choice().branchId(),
        call.menuRecordingUrl(),
        transcript == null ? null : transcript.text(),
        transcript == null ? null : transcript.summary(),
        answer == null && message == null,
        call.outsideOpeningHours(),
        eventCount(call),
        message == null ? List.of() : List.of(VoicemailTruth.of(call, message)));
  }

  /** Each call starts and ends; the rest is counted one by one. */
  private static int eventCount(SimulatedCall call) {
    Answer answer = call.answer();
    Message message = call.message();
    int count = 2;
    count += call.outsideOpeningHours() ? 1 : 0;
    count += call.choice() != null ? 1 : 0;
    count += answer != null ? 1 : 0;
    count += answer != null && answer.transcript() != null ? 1 : 0;
    count += message != null ? 1 : 0;
    count += message != null && message.text() != null ? 1 : 0;
    count += answer == null && message == null && !call.flat() ? 1 : 0; // call.lost
    return count;
  }

  /**
   * The row by the names of its columns.
   *
   * @return an unmodifiable map; values are texts, ISO times as text, {@link Long}, {@link
   *     Integer}, {@link Boolean}, null, and for {@code voicemails} a list of {@link
   *     VoicemailTruth#row()}
   */
  public Map<String, @Nullable Object> row() {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("call_id", callId);
    row.put("from", from);
    row.put("to", to);
    row.put("direction", direction);
    row.put("state", state);
    row.put("started_at", startedAt.toString());
    row.put("answered_at", answeredAt == null ? null : answeredAt.toString());
    row.put("ended_at", endedAt.toString());
    row.put("duration", duration);
    row.put("branch_id", branchId);
    row.put("recording_url", recordingUrl);
    row.put("transcription", transcription);
    row.put("summary", summary);
    row.put("lost", lost);
    row.put("outside_opening_hours", outsideOpeningHours);
    row.put("event_count", eventCount);
    row.put("voicemails", voicemails.stream().map(VoicemailTruth::row).toList());
    return Collections.unmodifiableMap(row);
  }
}
