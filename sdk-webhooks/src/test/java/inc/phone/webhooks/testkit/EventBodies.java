package inc.phone.webhooks.testkit;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Bodies of deliveries as the two formats have them, for one inbound call with a voicemail. */
public final class EventBodies {
  private EventBodies() {}

  /**
   * The life of a missed inbound call with a voicemail in the vendor's envelope: six events, all
   * documented types that can happen to one such call, in the order in which they happen.
   *
   * @param callId the call's id
   * @return the bodies
   */
  public static List<byte[]> missedCallWithVoicemail(String callId) {
    return List.of(
        envelope("call.initiated", "10:00:00", callId, "ringing", "null", ""),
        envelope("call.outside_opening_hours", "10:00:00", callId, "ringing", "null", ""),
        envelope("call.ended", "10:00:40", callId, "ended", "null", ""),
        envelope("voicemail.new", "10:00:40", callId, "ended", "null", voicemail(callId, "null")),
        envelope(
            "call.transcription_done", "10:01:10", callId, "ended", "\"Please call back\"", ""),
        envelope(
            "voicemail.transcription_done",
            "10:01:10",
            callId,
            "ended",
            "null",
            voicemail(callId, "\"It is about my order \\u00e6\\u00f8\\u00e5\"")));
  }

  /**
   * One event in the vendor's envelope.
   *
   * @param type the event's type
   * @param time hours, minutes and seconds on 15 May 2026
   * @param callId the call's id
   * @param state the call's state
   * @param transcription a JSON value
   * @param more more fields of the call, each with a comma before it
   * @return the body
   */
  public static byte[] envelope(
      String type, String time, String callId, String state, String transcription, String more) {
    return bytes(
        """
        {"event":"%s","timestamp":"2026-05-15T%sZ","data":{"id":"%s","call_control_id":"v3:1",
        "from":"+4520123456","to":"+4570707070","direction":"inbound","state":"%s",
        "started_at":"2026-05-15T10:00:00Z","answered_at":null,"duration":null,"summary":null,
        "transcription":%s,"transcription_segments":null,"main_number_id":"01JVWXMAIN",
        "main_number_name":"Sales","main_number_number":"+4570707070",
        "main_number_number_formatted":"70 70 70 70",
        "employees":[{"id":"01JVWXEMP","name":"Jane Smith"}],"initiated_by":null%s}}"""
            .formatted(type, time, callId, state, transcription, more));
  }

  private static String voicemail(String callId, String transcription) {
    return """
        ,"voicemail":{"id":"vm-%s","from":"+4520123456","main_number_name":"Sales",
        "main_number_number":"+4570707070","transcription":%s,
        "created_at":"2026-05-15T10:00:40Z"}"""
        .formatted(callId, transcription);
  }

  /**
   * Text as UTF-8.
   *
   * @param text the text
   * @return its bytes
   */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
