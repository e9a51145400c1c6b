package inc.phone.webhooks;

import inc.phone.model.Call;
import inc.phone.model.EventType;
import inc.phone.model.Voicemail;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.VoicemailRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The oracle: sort all events by (time, rank, id), then let each overwrite what it knows.
 *
 * <p>Written the plain way, with the rank table typed in again, so that it shares no thought with
 * the merge it judges. Where two copies of one event differ, the greater value counts as the later.
 */
final class SortThenFold {
  private static final List<String> RANKED =
      List.of(
          "call.initiated",
          "call.outside_opening_hours",
          "branch_selected",
          "call.answered",
          "call.ended",
          "call.lost",
          "voicemail.new",
          "?",
          "call.transcription_done",
          "voicemail.transcription_done");

  private SortThenFold() {}

  static Map<String, Object> row(List<PhoneEvent> events) {
    List<PhoneEvent> sorted = new ArrayList<>(events);
    sorted.sort(
        Comparator.comparing(PhoneEvent::occurredAt)
            .thenComparingInt(SortThenFold::rank)
            .thenComparing(PhoneEvent::id));
    Map<String, Object> row = new TreeMap<>();
    Map<String, PhoneEvent> setBy = new TreeMap<>();
    int phase = -1;
    Set<String> ids = new HashSet<>();
    for (PhoneEvent event : sorted) {
      ids.add(event.id());
      Call call = Objects.requireNonNull(event.call());
      set(row, setBy, event, "from", call.from());
      set(row, setBy, event, "summary", call.summary());
      set(row, setBy, event, "transcription", call.transcription());
      set(row, setBy, event, "duration", call.duration());
      set(row, setBy, event, "started_at", call.startedAt());
      set(row, setBy, event, "answered_at", call.answeredAt());
      set(row, setBy, event, "main_number_name", call.mainNumberName());
      set(row, setBy, event, "recording_url", call.recordingUrl());
      set(row, setBy, event, "digit", event.digit());
      set(row, setBy, event, "branch_id", event.branchId());
      if (call.state() != null) {
        String state = call.state().value();
        int now = state.equals("ended") ? 2 : state.equals("answered") ? 1 : 0;
        if (now > phase) {
          setBy.remove("state");
          row.remove("state");
        }
        if (now >= phase) {
          phase = now;
          set(row, setBy, event, "state", state);
        }
      }
      if (event.type().equals(EventType.CALL_ENDED)) {
        set(row, setBy, event, "ended_at", event.occurredAt());
      }
      if (event.type().equals(EventType.CALL_LOST)) {
        row.put("~lost", true);
      }
      if (event.type().equals(EventType.CALL_OUTSIDE_OPENING_HOURS)) {
        row.put("outside", true);
      }
      Voicemail voicemail = event.voicemail();
      if (voicemail != null) {
        String prefix = "voicemail " + voicemail.id() + " ";
        row.put(prefix, true);
        set(row, setBy, event, prefix + "text", voicemail.transcription());
        set(row, setBy, event, prefix + "created_at", voicemail.createdAt());
        set(row, setBy, event, prefix + "audio", voicemail.recordingUrl());
        if (event.type().equals(EventType.VOICEMAIL_TRANSCRIPTION_DONE)) {
          set(row, setBy, event, prefix + "transcribed_at", event.occurredAt());
        }
      }
    }
    boolean over = "ended".equals(row.get("state")) || row.containsKey("ended_at");
    over |= row.remove("~lost") != null;
    boolean message = row.keySet().stream().anyMatch(name -> name.startsWith("voicemail "));
    if (!row.containsKey("answered_at")) {
      row.remove("duration"); // counted from an answer that there was not
    }
    row.put("lost", over && !row.containsKey("answered_at") && !message);
    row.put("event_count", ids.size());
    return row;
  }

  static Map<String, Object> actualRow(CallRecord call) {
    Map<String, Object> row = new TreeMap<>();
    put(row, "from", call.from());
    put(row, "summary", call.summary());
    put(row, "transcription", call.transcription());
    put(row, "duration", call.duration());
    put(row, "started_at", call.startedAt());
    put(row, "answered_at", call.answeredAt());
    put(row, "ended_at", call.endedAt());
    put(row, "main_number_name", call.mainNumberName());
    put(row, "recording_url", call.recordingUrl());
    put(row, "digit", call.digit());
    put(row, "branch_id", call.branchId());
    put(row, "state", Objects.toString(call.state(), null));
    put(row, "outside", call.outsideOpeningHours() ? true : null);
    put(row, "lost", call.lost());
    put(row, "event_count", call.eventCount());
    for (VoicemailRecord voicemail : call.voicemails()) {
      String prefix = "voicemail " + voicemail.voicemailId() + " ";
      put(row, prefix, true);
      put(row, prefix + "text", voicemail.transcription());
      put(row, prefix + "created_at", voicemail.createdAt());
      put(row, prefix + "audio", voicemail.audioUrl());
      put(row, prefix + "transcribed_at", voicemail.transcribedAt());
    }
    return row;
  }

  private static void set(
      Map<String, Object> row,
      Map<String, PhoneEvent> setBy,
      PhoneEvent event,
      String name,
      Object value) {
    if (value == null) {
      return;
    }
    PhoneEvent before = setBy.get(name);
    boolean sameEvent =
        before != null
            && before.id().equals(event.id())
            && before.occurredAt().equals(event.occurredAt())
            && rank(before) == rank(event);
    if (sameEvent && row.get(name).toString().compareTo(value.toString()) > 0) {
      return;
    }
    row.put(name, value);
    setBy.put(name, event);
  }

  private static void put(Map<String, Object> row, String name, Object value) {
    if (value != null) {
      row.put(name, value);
    }
  }

  private static int rank(PhoneEvent event) {
    int rank = RANKED.indexOf(event.type().value());
    return rank < 0 ? RANKED.indexOf("?") : rank;
  }
}
