package inc.phone.examples.simulator.render;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.examples.simulator.call.Answer;
import inc.phone.examples.simulator.call.Employee;
import inc.phone.examples.simulator.call.MainNumber;
import inc.phone.examples.simulator.call.Message;
import inc.phone.examples.simulator.call.MomentType;
import inc.phone.examples.simulator.call.SimulatedCall;
import inc.phone.examples.simulator.call.Transcript;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls and voicemails as the vendor shows them: the field list is that of its pages. */
public final class CallJson {
  private CallJson() {}

  /**
   * A call after everything that happens to it.
   *
   * @param call the call
   * @return the full call model
   */
  public static ObjectNode complete(SimulatedCall call) {
    return call(call, EnumSet.allOf(MomentType.class));
  }

  /**
   * A call as it is known at some time.
   *
   * @param call the call
   * @param happened what has happened to it by then
   * @return the full call model
   */
  static ObjectNode call(SimulatedCall call, Set<MomentType> happened) {
    Answer answer = happened.contains(MomentType.ANSWERED) ? call.answer() : null;
    boolean ended = happened.contains(MomentType.ENDED);
    Duration talked = ended ? call.talked() : null;
    Transcript transcript =
        answer != null && happened.contains(MomentType.TRANSCRIBED) ? answer.transcript() : null;
    MainNumber main = call.parties().mainNumber();
    ObjectNode json =
        Json.object()
            .put("id", call.id())
            .put("call_control_id", call.controlId())
            .put("from", call.parties().from())
            .put("to", call.parties().to())
            .put("direction", call.parties().outbound() ? "outbound" : "inbound")
            .put("state", ended ? "ended" : answer != null ? "answered" : "initiated")
            .put("started_at", Json.time(call.startedAt()))
            .put("answered_at", answer == null ? null : Json.time(answer.at()))
            .put("duration", talked == null ? null : talked.toSeconds())
            .put("summary", summary(call, happened))
            .put("transcription", transcript == null ? null : transcript.text());
    if (transcript == null) {
      json.putNull("transcription_segments");
    } else {
      json.set("transcription_segments", Json.array(transcript.lines(), CallJson::segment));
    }
    json.put("main_number_id", main.id())
        .put("main_number_name", main.name())
        .put("main_number_number", main.number())
        .put("main_number_number_formatted", main.formatted());
    List<Employee> handling = answer == null ? List.of() : List.of(answer.by());
    json.set("employees", Json.array(handling, CallJson::named));
    return initiatedBy(json, call);
  }

  private static @Nullable String summary(SimulatedCall call, Set<MomentType> happened) {
    Transcript transcript = call.answer() == null ? null : call.answer().transcript();
    if (transcript == null || !happened.contains(MomentType.ENDED)) {
      return null;
    }
    return happened.contains(MomentType.TRANSCRIBED)
        ? transcript.summary()
        : transcript.earlySummary();
  }

  private static ObjectNode initiatedBy(ObjectNode json, SimulatedCall call) {
    // Its type is unknown; the vendor shows null for an inbound call.
    if (call.parties().outbound() && call.answer() != null) {
      return json.put("initiated_by", call.answer().by().id());
    }
    return json.putNull("initiated_by");
  }

  private static ObjectNode segment(Transcript.Line line) {
    ObjectNode json = Json.object().put("speaker", line.speaker()).put("text", line.text());
    return line.employeeId() == null ? json : json.put("employee_id", line.employeeId());
  }

  private static ObjectNode named(Employee employee) {
    return Json.object().put("id", employee.id()).put("name", employee.name());
  }

  /** A voicemail as it is nested in an event: without recording. */
  static ObjectNode nestedVoicemail(SimulatedCall call, Message message, boolean transcribed) {
    MainNumber main = call.parties().mainNumber();
    return Json.object()
        .put("id", message.id())
        .put("from", call.parties().from())
        .put("main_number_name", main.name())
        .put("main_number_number", main.number())
        .put("transcription", transcribed ? words(message) : null)
        .put("created_at", Json.time(message.createdAt()));
  }

  /**
   * A voicemail as the REST API shows it: other field names, a recording, no call.
   *
   * @param call the call that left it
   * @param message the voicemail
   * @return the voicemail model
   */
  public static ObjectNode voicemail(SimulatedCall call, Message message) {
    MainNumber main = call.parties().mainNumber();
    return Json.object()
        .put("id", message.id())
        .put("from", call.parties().from())
        .putNull("listened_at")
        .put("transcription", words(message))
        .put("created_at", Json.time(message.createdAt()))
        .put("recording_url", message.audioUrl())
        .put("main_number_id", main.id())
        .put("main_number_name", main.name())
        .put("main_number", main.number())
        .put("main_number_formatted", main.formatted());
  }

  private static @Nullable String words(Message message) {
    return message.text() == null ? null : message.text().words();
  }
}
