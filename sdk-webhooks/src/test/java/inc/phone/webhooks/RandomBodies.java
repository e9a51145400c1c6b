package inc.phone.webhooks;

import inc.phone.webhooks.testkit.EventBodies;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Deliveries of one call that no sender in its right mind would make. */
final class RandomBodies {
  private static final List<String> TYPES =
      List.of(
          "call.initiated",
          "call.outside_opening_hours",
          "call.answered",
          "call.ended",
          "call.lost",
          "call.transcription_done",
          "voicemail.new",
          "voicemail.transcription_done",
          "call.on_hold");
  private static final List<String> STATES = List.of("ringing", "queued", "answered", "ended");
  private static final List<String> FLAT_TYPES =
      List.of(
          "call_started",
          "branch_selected",
          "call_ended",
          "voicemail_finished",
          "voicemail_transcribed");

  private RandomBodies() {}

  static List<byte[]> ofOneCall(SplittableRandom random, String callId) {
    List<byte[]> bodies = new ArrayList<>();
    int count = random.nextInt(1, 12);
    for (int i = 0; i < count; i++) {
      byte[] body = random.nextInt(4) == 0 ? flat(random, callId) : envelope(random, callId);
      bodies.add(body);
      if (random.nextInt(3) == 0) {
        bodies.add(body);
      }
    }
    return bodies;
  }

  private static byte[] envelope(SplittableRandom random, String callId) {
    String type = TYPES.get(random.nextInt(TYPES.size()));
    StringBuilder data = new StringBuilder("{\"id\":\"" + callId + "\"");
    maybe(random, data, "from", "\"+45201234", "\"");
    maybe(random, data, "summary", "\"s", "\"");
    maybe(random, data, "transcription", "\"t", "\"");
    maybe(random, data, "duration", "", "");
    maybe(random, data, "started_at", "\"2026-05-15T10:00:0", "Z\"");
    maybe(random, data, "answered_at", "\"2026-05-15T10:00:1", "Z\"");
    maybe(random, data, "main_number_name", "\"n", "\"");
    if (random.nextBoolean()) {
      data.append(",\"state\":\"").append(STATES.get(random.nextInt(STATES.size()))).append('"');
    }
    if (type.startsWith("voicemail")) {
      data.append(",\"voicemail\":{\"id\":\"vm").append(random.nextInt(2)).append('"');
      maybe(random, data, "transcription", "\"v", "\"");
      maybe(random, data, "created_at", "\"2026-05-15T10:00:2", "Z\"");
      data.append('}');
    }
    data.append('}');
    String id = random.nextInt(3) == 0 ? ",\"event_id\":\"e" + random.nextInt(4) + "\"" : "";
    return EventBodies.bytes(
        "{\"event\":\"%s\",\"timestamp\":\"2026-05-15T10:00:0%d.%dZ\"%s,\"data\":%s}"
            .formatted(type, random.nextInt(4), random.nextInt(2), id, data));
  }

  private static byte[] flat(SplittableRandom random, String callId) {
    String type = FLAT_TYPES.get(random.nextInt(FLAT_TYPES.size()));
    StringBuilder more = new StringBuilder();
    maybe(random, more, "digit", "", "");
    maybe(random, more, "branch_id", "\"b", "\"");
    maybe(random, more, "transcript", "\"v", "\"");
    maybe(random, more, "audio_url", "\"https://phone.example/", "\"");
    return EventBodies.bytes(
        "{\"event_id\":\"f%d\",\"event_type\":\"%s\",\"event_ts\":\"2026-05-15T10:00:0%dZ\",\"call_id\":\"%s\"%s}"
            .formatted(random.nextInt(6), type, random.nextInt(4), callId, more));
  }

  private static void maybe(
      SplittableRandom random, StringBuilder json, String name, String before, String after) {
    switch (random.nextInt(3)) {
      case 0 -> json.append(",\"").append(name).append("\":null");
      case 1 ->
          json.append(",\"")
              .append(name)
              .append("\":")
              .append(before)
              .append(random.nextInt(1, 4))
              .append(after);
      default -> {}
    }
  }
}
