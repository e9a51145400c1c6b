package inc.phone.webhooks;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.CallJson;
import inc.phone.internal.json.StrictJson;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.call.VoicemailRecord;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.DataCare;
import inc.phone.webhooks.spi.DataSubject;
import inc.phone.webhooks.spi.EventChange;
import inc.phone.webhooks.spi.StoredCall;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes the calls of somebody as JSON, one call and a few raw events in memory at a time. */
final class CallExport {
  private static final int PAGE = 100;
  private static final int BODIES = 16; // of up to 4 MiB each

  private final String source;
  private final CallStore store;
  private final DataCare care;

  CallExport(String source, CallStore store, DataCare care) {
    this.source = source;
    this.store = store;
    this.care = care;
  }

  int write(DataSubject subject, OutputStream out) throws IOException {
    int calls = 0;
    text(out, "{\"calls\":[");
    List<CallKey> page;
    String after = null;
    do {
      page = care.callsOf(source, subject, after, PAGE);
      for (CallKey key : page) {
        after = key.callId();
        StoredCall stored = store.load(List.of(key)).get(0);
        if (!stored.isEmpty()) {
          text(out, calls++ == 0 ? "\n" : ",\n");
          write(stored, out);
        }
      }
    } while (page.size() == PAGE);
    text(out, "\n]}\n");
    out.flush();
    return calls;
  }

  private void write(StoredCall stored, OutputStream out) throws IOException {
    byte[] call = StrictJson.write(call(stored.toRecord()));
    out.write(call, 0, call.length - 1); // the object stays open for its events
    text(out, ",\"events\":[");
    List<EventChange> page;
    String after = null;
    boolean first = true;
    do {
      page = care.rawEvents(stored.key(), after, BODIES);
      for (EventChange raw : page) {
        after = raw.event().id();
        text(out, first ? "\n  " : ",\n  ");
        out.write(StrictJson.write(event(raw)));
        first = false;
      }
    } while (page.size() == BODIES);
    text(out, "]}");
  }

  private static ObjectNode call(CallRecord call) {
    ObjectNode json = StrictJson.newObject();
    json.put("call_id", call.callId());
    json.put("call_control_id", call.callControlId());
    json.put("from", call.from());
    json.put("to", call.to());
    json.put("party_number", call.partyNumber());
    json.put("direction", word(call.direction()));
    json.put("state", word(call.state()));
    json.put("started_at", word(call.startedAt()));
    json.put("answered_at", word(call.answeredAt()));
    json.put("ended_at", word(call.endedAt()));
    json.put("duration", call.duration());
    json.put("customer_id", call.customerId());
    json.put("match", call.match().word());
    json.put("digit", call.digit());
    json.put("branch_id", call.branchId());
    json.put("lost", call.lost());
    json.put("outside_opening_hours", call.outsideOpeningHours());
    json.put("main_number_id", call.mainNumberId());
    json.put("main_number_name", call.mainNumberName());
    json.put("main_number_number", call.mainNumberNumber());
    json.put("main_number_number_formatted", call.mainNumberNumberFormatted());
    putJson(json, "employees", employees(call));
    putJson(json, "initiated_by", call.initiatedByJson());
    json.put("recording_url", call.recordingUrl());
    json.put("summary", call.summary());
    json.put("transcription", call.transcription());
    putJson(json, "transcription_segments", segments(call));
    json.put("event_count", call.eventCount());
    ArrayNode voicemails = json.putArray("voicemails");
    call.voicemails().forEach(voicemail -> voicemails.add(voicemail(voicemail)));
    return json;
  }

  private static @Nullable String employees(CallRecord call) {
    return call.employees() == null ? null : CallJson.writeEmployees(call.employees());
  }

  private static @Nullable String segments(CallRecord call) {
    return call.transcriptionSegments() == null
        ? null
        : CallJson.writeSegments(call.transcriptionSegments());
  }

  private static ObjectNode voicemail(VoicemailRecord voicemail) {
    ObjectNode json = StrictJson.newObject();
    json.put("voicemail_id", voicemail.voicemailId());
    json.put("from", voicemail.from());
    json.put("main_number_name", voicemail.mainNumberName());
    json.put("main_number_number", voicemail.mainNumberNumber());
    json.put("transcription", voicemail.transcription());
    json.put("audio_url", voicemail.audioUrl());
    json.put("created_at", word(voicemail.createdAt()));
    json.put("transcribed_at", word(voicemail.transcribedAt()));
    return json;
  }

  private static ObjectNode event(EventChange raw) {
    EventRecord event = raw.event();
    ObjectNode json = StrictJson.newObject();
    json.put("id", event.id());
    json.put("type", event.type().value());
    json.put("occurred_at", word(event.occurredAt()));
    json.put("received_at", word(event.receivedAt()));
    json.put("late", event.late());
    // What became an event was UTF-8, so the text is the bytes.
    json.put("body", new String(raw.body(), StandardCharsets.UTF_8));
    return json;
  }

  private static void putJson(ObjectNode json, String name, @Nullable String value) {
    json.set(
        name,
        value == null
            ? json.nullNode()
            : StrictJson.readStored(value.getBytes(StandardCharsets.UTF_8)));
  }

  private static @Nullable String word(@Nullable Object value) {
    return Objects.toString(value, null);
  }

  private static void text(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
