package inc.phone.examples.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import inc.phone.examples.simulator.RecordingReceiver.Delivery;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A second way to the rows, for comparison only: sorts all deliveries of a call by their time and
 * lets the last value that is not null win, except that a call that has ended stays so.
 */
final class Fold {
  private static final List<String> ORDER =
      List.of(
          "initiated",
          "started",
          "outside",
          "branch",
          "answered",
          "ended",
          "lost",
          "new",
          "finished",
          "call.transcription",
          "transcription",
          "transcribed");

  private Fold() {}

  static List<Map<String, Object>> rows(List<Delivery> deliveries) {
    return rows(
        deliveries.stream()
            .sorted(
                Comparator.comparing((Delivery delivery) -> Instant.parse(delivery.time()))
                    .thenComparing(delivery -> rank(delivery.type())))
            .toList(),
        true);
  }

  /** The fault that the simulator is there to show: whatever arrives last wins. */
  static List<Map<String, Object>> lastArrivalWins(List<Delivery> deliveries) {
    return rows(deliveries, false);
  }

  private static List<Map<String, Object>> rows(List<Delivery> deliveries, boolean stateStays) {
    Map<String, List<Delivery>> byCall =
        deliveries.stream()
            .collect(Collectors.groupingBy(Delivery::callId, TreeMap::new, Collectors.toList()));
    return byCall.values().stream().map(ofCall -> row(ofCall, stateStays)).toList();
  }

  private static Map<String, Object> row(List<Delivery> deliveries, boolean stateStays) {
    Map<String, Object> row = new LinkedHashMap<>();
    Map<String, Object> voicemail = new LinkedHashMap<>();
    deliveries.forEach(delivery -> apply(delivery, row, voicemail, stateStays));
    row.put("event_count", (int) deliveries.stream().map(Delivery::event).distinct().count());
    row.put("outside_opening_hours", row.containsKey("outside"));
    row.remove("outside");
    boolean answered = row.get("answered_at") != null;
    row.put("lost", !answered && voicemail.isEmpty());
    if (answered) {
      Instant answer = Instant.parse((String) row.get("answered_at"));
      Instant end = Instant.parse((String) row.get("ended_at"));
      row.put("duration", Duration.between(answer, end).toSeconds());
    }
    if (!voicemail.isEmpty()) {
      voicemail.put("branch_id", row.get("branch_id"));
      row.put("voicemails", List.of(voicemail));
    }
    return row;
  }

  private static int rank(String type) {
    for (int i = ORDER.size() - 1; i >= 0; i--) {
      if (type.contains(ORDER.get(i))) {
        return i;
      }
    }
    throw new AssertionError(type);
  }

  private static void apply(
      Delivery delivery,
      Map<String, Object> row,
      Map<String, Object> voicemail,
      boolean stateStays) {
    JsonNode call = delivery.flat() ? delivery.json() : delivery.json().get("data");
    String type = delivery.type();
    row.put("call_id", delivery.callId());
    copy(call, row, "from", "to", "direction", "started_at", "answered_at");
    copy(call, row, "transcription", "summary", "branch_id");
    if (!stateStays || !"ended".equals(row.get("state"))) {
      copy(call, row, "state");
    }
    switch (type) {
      case "call_started" -> row.put("started_at", delivery.time());
      case "call.outside_opening_hours" -> row.put("outside", true);
      case "call_ended", "call.ended" -> {
        row.put("ended_at", delivery.time());
        row.put("state", "ended");
        if (call.hasNonNull("audio_url")) {
          row.put("recording_url", call.get("audio_url").textValue());
        }
      }
      case "voicemail.new" -> nested(call, voicemail);
      case "voicemail.transcription_done" -> {
        nested(call, voicemail);
        voicemail.put("transcribed_at", delivery.time());
      }
      case "voicemail_finished" -> {
        voicemail.put("voicemail_id", "vm:" + delivery.callId());
        voicemail.put("call_id", delivery.callId());
        voicemail.put("created_at", delivery.time());
        copy(call, voicemail, "from", "audio_url");
      }
      case "voicemail_transcribed" -> {
        voicemail.put("transcription", call.get("transcript").textValue());
        voicemail.put("transcribed_at", delivery.time());
      }
      default -> {}
    }
  }

  private static void nested(JsonNode call, Map<String, Object> voicemail) {
    JsonNode json = call.get("voicemail");
    voicemail.put("voicemail_id", json.get("id").textValue());
    voicemail.put("call_id", call.get("id").textValue());
    copy(json, voicemail, "from", "main_number_name", "transcription", "created_at");
  }

  private static void copy(JsonNode from, Map<String, Object> to, String... names) {
    for (String name : names) {
      if (from.hasNonNull(name)) {
        to.put(name, from.get(name).textValue());
      }
    }
  }

  /** Leaves out what is null or empty, so that absent and null are the same. */
  static Map<String, Object> withoutNulls(Map<String, ?> row) {
    Map<String, Object> rest = new TreeMap<>();
    row.forEach(
        (name, value) -> {
          if (value instanceof List<?> list) {
            List<Object> items = list.stream().map(Fold::itemWithoutNulls).toList();
            if (!items.isEmpty()) {
              rest.put(name, items);
            }
          } else if (value != null) {
            rest.put(name, value);
          }
        });
    return rest;
  }

  @SuppressWarnings("unchecked")
  private static Object itemWithoutNulls(Object item) {
    return withoutNulls((Map<String, ?>) item);
  }
}
