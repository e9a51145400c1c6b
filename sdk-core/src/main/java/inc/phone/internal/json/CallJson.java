package inc.phone.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.model.Call;
import inc.phone.model.CallDirection;
import inc.phone.model.CallEmployee;
import inc.phone.model.CallState;
import inc.phone.model.TranscriptSegment;
import inc.phone.model.Voicemail;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the vendor's call and voicemail objects, which REST answers and events share. */
public final class CallJson {
  private static final Set<String> CALL_FIELDS =
      Set.of(
          "id",
          "call_control_id",
          "from",
          "to",
          "direction",
          "state",
          "started_at",
          "answered_at",
          "duration",
          "summary",
          "transcription",
          "transcription_segments",
          "main_number_id",
          "main_number_name",
          "main_number_number",
          "main_number_number_formatted",
          "employees",
          "initiated_by",
          "recording_url",
          "voicemail"); // of events only
  private static final Set<String> VOICEMAIL_FIELDS =
      Set.of(
          "id",
          "from",
          "transcription",
          "created_at",
          "listened_at",
          "recording_url",
          "main_number_id",
          "main_number_name",
          "main_number_number",
          "main_number",
          "main_number_number_formatted",
          "main_number_formatted");

  private CallJson() {}

  /**
   * Reads a call.
   *
   * @param id its id, already read
   * @param json the vendor's object
   * @return the call
   * @throws UnreadableJsonException if a known field has another type than documented
   */
  public static Call call(String id, JsonFields json) {
    return Call.builder(id)
        .callControlId(json.text("call_control_id"))
        .from(json.text("from"))
        .to(json.text("to"))
        .direction(open(json.text("direction"), CallDirection::of))
        .state(open(json.text("state"), CallState::of))
        .startedAt(json.instant("started_at"))
        .answeredAt(json.instant("answered_at"))
        .duration(json.integer("duration"))
        .summary(json.text("summary"))
        .transcription(json.text("transcription"))
        .transcriptionSegments(json.objects("transcription_segments", CallJson::segment))
        .mainNumberId(json.text("main_number_id"))
        .mainNumberName(json.text("main_number_name"))
        .mainNumberNumber(json.text("main_number_number"))
        .mainNumberNumberFormatted(json.text("main_number_number_formatted"))
        .employees(json.objects("employees", CallJson::employee))
        .initiatedByJson(json.json("initiated_by"))
        .recordingUrl(json.text("recording_url"))
        .build();
  }

  /**
   * Reads a call of a REST answer, with the fields that are not known.
   *
   * @param id its id, already read
   * @param json the vendor's object
   * @return the call
   * @throws UnreadableJsonException if a known field has another type than documented
   */
  public static Call callOfAnswer(String id, JsonFields json) {
    return call(id, json).toBuilder().unknownFields(json.unknown(CALL_FIELDS)).build();
  }

  /**
   * Reads a voicemail of a REST answer, with the fields that are not known.
   *
   * @param id its id, already read
   * @param json the vendor's object
   * @return the voicemail
   * @throws UnreadableJsonException if a known field has another type than documented
   */
  public static Voicemail voicemailOfAnswer(String id, JsonFields json) {
    return voicemail(id, json).toBuilder().unknownFields(json.unknown(VOICEMAIL_FIELDS)).build();
  }

  /**
   * Reads a voicemail, with the field names of either place.
   *
   * @param id its id, already read
   * @param json the vendor's object
   * @return the voicemail
   * @throws UnreadableJsonException if a known field has another type than documented
   */
  public static Voicemail voicemail(String id, JsonFields json) {
    return Voicemail.builder(id)
        .from(json.text("from"))
        .transcription(json.text("transcription"))
        .createdAt(json.instant("created_at"))
        .listenedAt(json.instant("listened_at"))
        .recordingUrl(json.text("recording_url"))
        .mainNumberId(json.text("main_number_id"))
        .mainNumberName(json.text("main_number_name"))
        .mainNumberNumber(firstText(json, "main_number_number", "main_number"))
        .mainNumberNumberFormatted(
            firstText(json, "main_number_number_formatted", "main_number_formatted"))
        .build();
  }

  /**
   * Writes a call as the vendor writes it in events; {@link #call} reads the same from it.
   *
   * @param call the call
   * @return a new object without nulls and without the link to the recording, which does not last
   */
  public static ObjectNode write(Call call) {
    ObjectNode json = StrictJson.newObject();
    json.put("id", call.id());
    put(json, "call_control_id", call.callControlId());
    put(json, "from", call.from());
    put(json, "to", call.to());
    put(json, "direction", call.direction());
    put(json, "state", call.state());
    put(json, "started_at", call.startedAt());
    put(json, "answered_at", call.answeredAt());
    if (call.duration() != null) {
      json.put("duration", call.duration());
    }
    put(json, "summary", call.summary());
    put(json, "transcription", call.transcription());
    if (call.transcriptionSegments() != null) {
      json.set("transcription_segments", segments(call.transcriptionSegments()));
    }
    put(json, "main_number_id", call.mainNumberId());
    put(json, "main_number_name", call.mainNumberName());
    put(json, "main_number_number", call.mainNumberNumber());
    put(json, "main_number_number_formatted", call.mainNumberNumberFormatted());
    if (call.employees() != null) {
      json.set("employees", employees(call.employees()));
    }
    if (call.initiatedByJson() != null) {
      json.set("initiated_by", tree(call.initiatedByJson()));
    }
    new TreeMap<>(call.unknownFields())
        .forEach((name, value) -> json.putIfAbsent(name, tree(value)));
    return json;
  }

  /**
   * Writes a voicemail as the vendor nests it in events: with these six values only.
   *
   * @param voicemail the voicemail
   * @return a new object without nulls
   */
  public static ObjectNode write(Voicemail voicemail) {
    ObjectNode json = StrictJson.newObject();
    json.put("id", voicemail.id());
    put(json, "from", voicemail.from());
    put(json, "main_number_name", voicemail.mainNumberName());
    put(json, "main_number_number", voicemail.mainNumberNumber());
    put(json, "transcription", voicemail.transcription());
    put(json, "created_at", voicemail.createdAt());
    return json;
  }

  /**
   * Writes employees as the vendor writes them; without a tree, because every event has them.
   *
   * @param employees the employees
   * @return compact JSON text
   */
  public static String writeEmployees(List<CallEmployee> employees) {
    return StrictJson.writeText(
        out -> {
          out.writeStartArray();
          for (CallEmployee employee : employees) {
            out.writeStartObject();
            out.writeStringField("id", employee.id());
            out.writeStringField("name", employee.name());
            out.writeEndObject();
          }
          out.writeEndArray();
        });
  }

  private static ArrayNode employees(List<CallEmployee> employees) {
    ArrayNode array = StrictJson.newArray();
    for (CallEmployee employee : employees) {
      array.addObject().put("id", employee.id()).put("name", employee.name());
    }
    return array;
  }

  /**
   * Reads what {@link #writeEmployees} wrote.
   *
   * @param json the text
   * @return the employees
   */
  public static List<CallEmployee> readEmployees(String json) {
    return JsonFields.readStoredList(json, CallJson::employee);
  }

  /**
   * Writes segments as the vendor writes them.
   *
   * @param segments the segments
   * @return compact JSON text
   */
  public static String writeSegments(List<TranscriptSegment> segments) {
    return segments(segments).toString();
  }

  private static ArrayNode segments(List<TranscriptSegment> segments) {
    ArrayNode array = StrictJson.newArray();
    for (TranscriptSegment segment : segments) {
      array
          .addObject()
          .put("speaker", segment.speaker())
          .put("text", segment.text())
          .put("employee_id", segment.employeeId());
    }
    return array;
  }

  /**
   * Reads what {@link #writeSegments} wrote.
   *
   * @param json the text
   * @return the segments
   */
  public static List<TranscriptSegment> readSegments(String json) {
    return JsonFields.readStoredList(json, CallJson::segment);
  }

  private static JsonNode tree(String json) {
    return StrictJson.read(json.getBytes(StandardCharsets.UTF_8));
  }

  private static void put(ObjectNode json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value.toString());
    }
  }

  private static CallEmployee employee(JsonFields json) {
    return new CallEmployee(json.text("id"), json.text("name"));
  }

  private static TranscriptSegment segment(JsonFields json) {
    return new TranscriptSegment(json.text("speaker"), json.text("text"), json.text("employee_id"));
  }

  private static @Nullable String firstText(JsonFields json, String name, String otherName) {
    String text = json.text(name);
    return text != null ? text : json.text(otherName);
  }

  private static <T> @Nullable T open(@Nullable String text, Function<String, T> of) {
    return text == null ? null : of.apply(text);
  }
}
