package inc.phone.examples.shop;

/** Bodies of deliveries. */
final class Bodies {
  /** The example of the vendor's page, as given. */
  static final String SEED_ENVELOPE =
      """
      {
        "event": "call.answered",
        "timestamp": "2026-05-15T14:22:33Z",
        "data": {
          "id": "01JVWX...",
          "call_control_id": "v3:...",
          "from": "+14155551234",
          "to": "+14155559876",
          "direction": "inbound",
          "state": "answered",
          "started_at": "2026-05-15T14:22:00Z",
          "answered_at": "2026-05-15T14:22:33Z",
          "duration": null,
          "summary": null,
          "transcription": null,
          "transcription_segments": null,
          "main_number_id": "01JVWX...",
          "main_number_name": "Sales",
          "main_number_number": "+14155559876",
          "main_number_number_formatted": "(415) 555-9876",
          "employees": [{ "id": "01JVWX...", "name": "Jane Smith" }],
          "initiated_by": null
        }
      }
      """;

  /** The example of the shop platform's page, as given. */
  static final String SEED_FLAT =
      """
      {
        "event_id": "evt_2NjA...",
        "event_type": "voicemail_transcribed",
        "event_ts": "2026-05-25T10:14:22Z",
        "call_id": "call_2NjA...",
        "from": "+4520123456",
        "transcript": "Hi, I'm calling about the order I placed yesterday...",
        "audio_url": "https://phone.inc/.../audio.mp3"
      }
      """;

  private Bodies() {}

  /** A call that begins at a time of 15 May 2026, e.g. {@code 10:00:00}. */
  static String initiated(String callId, String from, String time) {
    return """
    {"event":"call.initiated","timestamp":"2026-05-15T%3$sZ","data":{"id":"%1$s","from":"%2$s",
    "to":"+4570707070","direction":"inbound","state":"ringing",
    "started_at":"2026-05-15T%3$sZ","answered_at":null}}"""
        .formatted(callId, from, time);
  }

  /** The end of that call, one hour later at most. */
  static String ended(String callId, String from, String time) {
    return """
    {"event":"call.ended","timestamp":"2026-05-15T%3$sZ","data":{"id":"%1$s","from":"%2$s",
    "to":"+4570707070","direction":"inbound","state":"ended","answered_at":null}}"""
        .formatted(callId, from, time);
  }

  /** A flat event; {@code more} is further fields, each with a comma before it. */
  static String flat(String type, String callId, String time, String more) {
    return """
    {"event_id":"evt-%1$s-%2$s","event_type":"%1$s","event_ts":"2026-05-15T%3$sZ",
    "call_id":"%2$s","from":"+4520123456"%4$s}"""
        .formatted(type, callId, time, more);
  }
}
