package inc.phone.examples.shop.outbound;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.ivr.routing.OutboundCall;
import inc.phone.number.E164;
import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.WebhookResponse;
import java.time.Clock;

/**
 * Writes placed calls into the call log the way of all events, under the name of their room, where
 * LiveKit's own events about it go as well. Thread-safe.
 */
final class OutboundLog {
  private final WebhookReceiver receiver;
  private final Clock clock;

  /**
   * @param receiver one without off switch, as LiveKit is not a part of Phone.inc
   */
  OutboundLog(WebhookReceiver receiver, Clock clock) {
    this.receiver = receiver;
    this.clock = clock;
  }

  /** What is known of a request. */
  enum Claim {
    /** It is new, and now written down. */
    NEW,
    /** It was written down before. */
    USED,
    /** It may or may not be written down. */
    UNKNOWN
  }

  /** Writes the call down, before anything is dialled: only one attempt is told that it is new. */
  Claim begin(String room, OutboundCall call) {
    ObjectNode event =
        event(room, call, "began", "call_started")
            .put("to", call.to().value())
            .put("from", call.from().map(E164::value).orElse(null))
            .put("direction", "outbound");
    WebhookResponse answer = write(event);
    if (answer.status() != 200) {
      return Claim.UNKNOWN;
    }
    return answer.body().contains("accepted") ? Claim.NEW : Claim.USED;
  }

  void answered(String room, OutboundCall call) {
    ObjectNode event = event(room, call, "answered", "call_answered");
    write(event.put("answered_at", event.get("event_ts").textValue()));
  }

  /** Nobody is on the phone, and nobody will be. */
  void ended(String room, OutboundCall call) {
    write(event(room, call, "ended", "call_ended"));
  }

  private ObjectNode event(String room, OutboundCall call, String what, String type) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("event_id", "outbound-" + what + "-" + call.requestId())
        .put("event_type", type)
        .put("event_ts", clock.instant().toString())
        .put("call_id", room);
  }

  private WebhookResponse write(ObjectNode event) {
    return receiver.receiveUnverified(event.toString().getBytes(UTF_8));
  }
}
