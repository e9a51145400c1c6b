package inc.phone.webhooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.CallJson;
import inc.phone.internal.json.JsonFields;
import inc.phone.internal.json.StrictJson;
import inc.phone.model.Call;
import inc.phone.model.EventType;
import inc.phone.model.Voicemail;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The vendor's format: {@code {"event", "timestamp", "data"}}, where {@code data} is the whole call
 * and, for voicemail events, holds the voicemail. Documented by the vendor.
 */
final class EnvelopeFormat {
  private static final String TIMESTAMP = "timestamp";
  private static final String RECONCILED = "~reconciled";

  private EnvelopeFormat() {}

  static PhoneEvent read(JsonFields json, PlausibleTime times, byte[] body) {
    EventType type = EventType.of(EventId.required(json, "event"));
    JsonFields data = json.object("data");
    Call call = data == null || isAboutContact(type) ? null : call(data);
    Voicemail voicemail = data == null || call == null ? null : voicemail(data, call);
    String subject = call != null ? call.id() : data != null ? data.json("id") : null;
    String id = EventId.of(json, type, call, subject, voicemail, json.instant(TIMESTAMP));
    Instant occurredAt = times.of(json, TIMESTAMP, type, call, voicemail);
    PhoneEvent event =
        new PhoneEvent(
            id,
            type,
            occurredAt,
            times.believed(ImpliedState.fill(type, call)),
            times.believed(voicemail),
            null,
            null,
            null,
            body);
    return Boolean.TRUE.equals(json.bool(RECONCILED)) ? event.asReconciled() : event;
  }

  /**
   * Writes the delivery that should have come. Its mark begins with {@code ~}, as all does that is
   * ours and that a sender has no use for: who sets it has its values count less.
   */
  static byte[] write(EventType type, Instant timestamp, Call call, @Nullable Voicemail voicemail) {
    ObjectNode data = CallJson.write(call);
    if (voicemail != null) {
      data.set("voicemail", CallJson.write(voicemail));
    }
    ObjectNode envelope =
        StrictJson.newObject()
            .put("event", type.value())
            .put(TIMESTAMP, timestamp.toString())
            .put(RECONCILED, true);
    return StrictJson.write(envelope.set("data", data));
  }

  private static @Nullable Call call(JsonFields data) {
    String id = EventId.optional(data, "id");
    return id == null ? null : CallJson.call(id, data);
  }

  private static @Nullable Voicemail voicemail(JsonFields data, Call call) {
    JsonFields voicemail = data.object("voicemail");
    if (voicemail == null) {
      return null;
    }
    String id = EventId.optional(voicemail, "id");
    return CallJson.voicemail(id == null ? EventId.voicemailOf(call.id()) : id, voicemail);
  }

  /** Unverified names; if they exist, the id in their data is a contact's, not a call's. */
  private static boolean isAboutContact(EventType type) {
    return type.value().startsWith("contact.");
  }
}
