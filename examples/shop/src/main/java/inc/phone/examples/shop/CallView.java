package inc.phone.examples.shop;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.model.CallDirection;
import inc.phone.model.CallState;
import inc.phone.model.EventType;
import inc.phone.webhooks.ReconcileReport;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.call.VoicemailRecord;
import inc.phone.webhooks.spi.Page;
import inc.phone.webhooks.spi.ParkedDelivery;
import inc.phone.webhooks.spi.QuarantineEntry;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How calls, voicemails, events, bodies in quarantine and deliveries look in the admin API. */
final class CallView {
  private CallView() {}

  static ObjectNode call(CallRecord call) {
    CallDirection direction = call.direction();
    CallState state = call.state();
    return Answers.object()
        .put("call_id", call.callId())
        .put("from", call.from())
        .put("to", call.to())
        .put("direction", direction == null ? null : direction.value())
        .put("state", state == null ? null : state.value())
        .put("started_at", time(call.startedAt()))
        .put("answered_at", time(call.answeredAt()))
        .put("ended_at", time(call.endedAt()))
        .put("duration", call.duration())
        .put("branch_id", call.branchId())
        .put("customer_id", call.customerId())
        .put("match", call.match().word())
        .put("recording_url", call.recordingUrl())
        .put("transcription", call.transcription())
        .put("summary", call.summary())
        .put("lost", call.lost())
        .put("outside_opening_hours", call.outsideOpeningHours())
        .put("event_count", call.eventCount());
  }

  static ObjectNode callWithParts(CallRecord call, List<EventRecord> events) {
    ObjectNode json = call(call);
    json.set("events", array(events, CallView::event));
    json.set("voicemails", array(call.voicemails(), CallView::voicemail));
    return json;
  }

  static ObjectNode voicemail(VoicemailRecord voicemail) {
    CallRecord call = voicemail.call();
    return Answers.object()
        .put("voicemail_id", voicemail.voicemailId())
        .put("call_id", call.callId())
        .put("from", voicemail.from())
        .put("branch_id", call.branchId())
        .put("main_number_name", voicemail.mainNumberName())
        .put("transcription", voicemail.transcription())
        .put("audio_url", voicemail.audioUrl())
        .put("created_at", time(voicemail.createdAt()))
        .put("transcribed_at", time(voicemail.transcribedAt()))
        .put("customer_id", call.customerId())
        .put("match", call.match().word());
  }

  /** The id is the digest: bodies are kept once per digest, so nothing else is needed. */
  static ObjectNode quarantined(QuarantineEntry entry) {
    return Answers.object()
        .put("id", entry.sha256())
        .put("received_at", time(entry.receivedAt()))
        .put("reason", entry.reason())
        .put("size", entry.size())
        .put("sha256", entry.sha256());
  }

  /** Kinds of failure only: what a listener's exception says may be anything. */
  static ObjectNode parked(ParkedDelivery parked) {
    EventType type = parked.type();
    return Answers.object()
        .put("id", ParkedDeliveries.id(parked))
        .put("listener", parked.listener())
        .put("call_id", parked.key().isCall() ? parked.key().callId() : null)
        .put("event_id", type == null ? null : parked.id())
        .put("event_type", type == null ? null : type.value())
        .put("occurred_at", time(parked.occurredAt()))
        .put("attempts", parked.attempts())
        .put("parked_at", time(parked.parkedAt()))
        .put("last_error", parked.failure());
  }

  static ObjectNode reconciled(ReconcileReport report) {
    ObjectNode json =
        Answers.object()
            .put("complete", report.isComplete())
            .put("calls", report.calls())
            .put("voicemails", report.voicemails())
            .put("new_events", report.newEvents())
            .put("known_events", report.knownEvents())
            .put("refused_events", report.refusedEvents())
            .put("failed_events", report.failedEvents())
            .put("skipped_calls", report.skippedCalls());
    ArrayNode unlinked = json.putArray("unlinked_voicemails");
    report.unlinkedVoicemails().forEach(unlinked::add);
    return json;
  }

  static <T> ObjectNode page(String name, Page<T> page, Function<T, ObjectNode> view) {
    ObjectNode json = Answers.object();
    json.set(name, array(page.items(), view));
    return json.put("next_cursor", page.nextCursor());
  }

  static <T> ArrayNode array(List<T> items, Function<T, ObjectNode> view) {
    ArrayNode array = Answers.object().arrayNode(items.size());
    items.forEach(item -> array.add(view.apply(item)));
    return array;
  }

  private static ObjectNode event(EventRecord event) {
    return Answers.object()
        .put("id", event.id())
        .put("type", event.type().value())
        .put("occurred_at", time(event.occurredAt()))
        .put("received_at", time(event.receivedAt()))
        .put("late", event.late());
  }

  static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
