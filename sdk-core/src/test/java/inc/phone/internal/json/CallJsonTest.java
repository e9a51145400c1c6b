package inc.phone.internal.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import inc.phone.model.Call;
import inc.phone.model.CallEmployee;
import inc.phone.model.TranscriptSegment;
import inc.phone.model.Voicemail;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallJsonTest {
  /** The vendor's own example, completed, and a field that nobody documents. */
  private static final String CALL =
      """
      {"id":"01JVWX","call_control_id":"v3:1","from":"+14155551234","to":"+14155559876",
      "direction":"inbound","state":"answered","started_at":"2026-05-15T14:22:00Z",
      "answered_at":"2026-05-15T14:22:33.000001Z","duration":90,"summary":"Short \\u00e6",
      "transcription":"Hi\\n","transcription_segments":[{"speaker":"Jane","text":"Hi",
      "employee_id":"e1"},{"speaker":"Caller","text":"Hello","employee_id":null}],
      "main_number_id":"m1","main_number_name":"Sales","main_number_number":"+14155559876",
      "main_number_number_formatted":"(415) 555-9876","employees":[{"id":"e1","name":"Jane"}],
      "initiated_by":{"who":[1]},"cost":1.5}""";

  @Test
  void writesWhatItReads() {
    assertThat(CallJson.write(call(CALL))).hasToString(StrictJson.read(bytes(CALL)).toString());
  }

  /** What is merged as text is the same as what is reconciled as a tree. */
  @Test
  void writesEmployeesAsTextAsItDoesInACall() {
    List<CallEmployee> employees =
        List.of(
            new CallEmployee("\"\\/\n\u0001\u2028", "b\ud800"),
            new CallEmployee(null, "\ud83d\ude00 æøå"));
    Call call = Call.builder("k").employees(employees).build();
    assertThat(CallJson.write(call).get("employees"))
        .hasToString(CallJson.writeEmployees(employees));
  }

  @Test
  void aTranscriptMayBeLongerThanABodyIsWhenItIsWritten() {
    List<TranscriptSegment> segments =
        Collections.nCopies(100_000, new TranscriptSegment("a", "b", null));
    Call call = Call.builder("k").transcriptionSegments(segments).build();
    assertThat(CallJson.write(call).get("transcription_segments")).hasSize(100_000);
  }

  @Test
  void leavesOutWhatIsNotKnownAndLinksThatDoNotLast() {
    Call call = call("{\"id\":\"k\",\"from\":null,\"recording_url\":\"https://a.example\"}");
    assertThat(call.recordingUrl()).isNotNull();
    assertThat(CallJson.write(call)).hasToString("{\"id\":\"k\"}");
  }

  @Test
  void aFieldOfAnAnswerCannotPassForTheVoicemailOfAnEvent() {
    JsonNode json = CallJson.write(call("{\"id\":\"k\",\"voicemail\":{\"id\":\"v\"}}"));
    assertThat(json).hasToString("{\"id\":\"k\"}");
  }

  @Test
  void writesAVoicemailAsEventsNestIt() {
    JsonFields listed =
        StrictJson.readObject(
            bytes(
                """
                {"id":"v1","from":"+14155551234","listened_at":"2026-05-15T14:22:00Z",
                "transcription":"Hi","created_at":"2026-05-15T14:22:00Z","recording_url":"https://a",
                "main_number_id":"m1","main_number_name":"Sales","main_number":"+14155559876",
                "main_number_formatted":"(415) 555-9876","extra":1}"""));
    Voicemail voicemail = CallJson.voicemailOfAnswer("v1", listed);
    assertThat(voicemail.unknownFields()).containsOnlyKeys("extra");
    assertThat(CallJson.write(voicemail))
        .hasToString(
            "{\"id\":\"v1\",\"from\":\"+14155551234\",\"main_number_name\":\"Sales\","
                + "\"main_number_number\":\"+14155559876\",\"transcription\":\"Hi\","
                + "\"created_at\":\"2026-05-15T14:22:00Z\"}");
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "90, 2026-05-15T14:24:03.000001Z",
        "0, 2026-05-15T14:22:33.000001Z",
        "-1, NULL",
        "2678400, 2026-06-15T14:22:33.000001Z",
        "2678401, NULL",
        "9223372036854775807, NULL",
        "null, NULL"
      },
      nullValues = "NULL")
  void aCallEndsAfterItsDuration(String duration, String expected) {
    Call call = call(CALL.replace("\"duration\":90", "\"duration\":" + duration));
    assertThat(call.endedAt() == null ? null : call.endedAt().toString()).isEqualTo(expected);
    assertThat(call.toBuilder().answeredAt(null).build().endedAt()).isNull();
  }

  private static Call call(String json) {
    JsonFields fields = StrictJson.readObject(bytes(json));
    return CallJson.callOfAnswer(fields.id("id"), fields);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
