package inc.phone.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.ivr.routing.CallJournal;
import inc.phone.ivr.routing.InboundCallRequest;
import inc.phone.ivr.routing.JournalEntry;
import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.WebhookResponse;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.spi.CallQueries;
import java.time.Instant;
import java.util.Objects;

/**
 * Writes routed calls into the shop's call log the way of all events, so that one call is one row:
 * under the name of its room, where LiveKit's own events about it go as well.
 *
 * <p>The event has an id made of the call's, and the time the call was first seen here, so a call
 * that is told twice is a repeat. Thread-safe.
 */
final class CallLogJournal implements CallJournal {
  private static final String EVENT_ID = "inbound-";
  private static final int MAX_ID_LENGTH = 128;

  private final WebhookReceiver receiver;
  private final CallQueries calls;
  private final String source;

  /**
   * @param receiver one without off switch, as the bridge is not a part of Phone.inc
   */
  CallLogJournal(WebhookReceiver receiver, CallQueries calls, String source) {
    this.receiver = receiver;
    this.calls = calls;
    this.source = source;
  }

  @Override
  public void ringing(JournalEntry entry) {
    InboundCallRequest request = entry.request();
    String callId = Objects.requireNonNullElse(request.roomName(), request.callId());
    ObjectNode event =
        Answers.object()
            .put("event_id", eventId(request.callId()))
            .put("event_type", "call_started")
            .put("event_ts", began(callId, entry.at()).toString())
            .put("call_id", callId)
            .put("call_control_id", request.callId())
            .put("from", request.fromNumber())
            .put("to", request.toNumber())
            .put("direction", "inbound");
    entry.number().ifPresent(number -> event.put("main_number_id", number.id()));
    byte[] body = event.toString().getBytes(UTF_8);
    WebhookResponse answer = receiver.receiveUnverified(body);
    if (answer.status() != 200) {
      throw new IllegalStateException("the call log answered " + answer.status());
    }
  }

  private Instant began(String callId, Instant now) {
    return calls.call(new CallKey(source, callId)).map(CallRecord::startedAt).orElse(now);
  }

  private static String eventId(String callId) {
    String id = EVENT_ID + callId;
    return id.codePointCount(0, id.length()) <= MAX_ID_LENGTH ? id : callId;
  }

  /** LiveKit's events say when the room was left; they come the same way by themselves. */
  @Override
  public void completed(String callId, Instant at) {}
}
