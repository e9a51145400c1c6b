package inc.phone.examples.simulator.truth;

import inc.phone.examples.simulator.call.Message;
import inc.phone.examples.simulator.call.SimulatedCall;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver's row of a voicemail should be, without the customer.
 *
 * @param voicemailId the vendor's id, or {@code vm:<call_id>} for the flat format, which has none
 * @param callId the call that left it
 * @param from who left it, as sent
 * @param branchId the branch that the caller chose
 * @param mainNumberName label of the company's number; the flat format does not tell it
 * @param transcription what was said
 * @param audioUrl the recording; the envelope does not tell it
 * @param createdAt when it was recorded
 * @param transcribedAt when the words were known
 */
public record VoicemailTruth(
    String voicemailId,
    String callId,
    @Nullable String from,
    @Nullable String branchId,
    @Nullable String mainNumberName,
    @Nullable String transcription,
    @Nullable String audioUrl,
    Instant createdAt,
    @Nullable Instant transcribedAt) {
  static VoicemailTruth of(SimulatedCall call, Message message) {
    Message.Text text = message.text();
    return new VoicemailTruth(
        call.flat() ? "vm:" + call.id() : message.id(),
        call.id(),
        call.parties().from(),
        call.choice() == null ? null : call.choice().branchId(),
        call.flat() ? null : call.parties().mainNumber().name(),
        text == null ? null : text.words(),
        call.flat() ? message.audioUrl() : null,
        message.createdAt(),
        text == null ? null : text.at());
  }

  /**
   * The row by the names of its columns.
   *
   * @return an unmodifiable map; values are texts, ISO times as text, or null
   */
  public Map<String, @Nullable Object> row() {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("voicemail_id", voicemailId);
    row.put("call_id", callId);
    row.put("from", from);
    row.put("branch_id", branchId);
    row.put("main_number_name", mainNumberName);
    row.put("transcription", transcription);
    row.put("audio_url", audioUrl);
    row.put("created_at", createdAt.toString());
    row.put("transcribed_at", transcribedAt == null ? null : transcribedAt.toString());
    return Collections.unmodifiableMap(row);
  }
}
