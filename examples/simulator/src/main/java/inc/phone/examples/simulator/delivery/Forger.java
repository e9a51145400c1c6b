package inc.phone.examples.simulator.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.examples.simulator.render.CallEvent;
import inc.phone.examples.simulator.render.EventJson;
import inc.phone.examples.simulator.render.JsonStyle;
import inc.phone.webhooks.signature.WebhookSigner;
import java.time.Duration;
import java.util.Map;

/**
 * Somebody who has seen a delivery but does not know the secret.
 *
 * <p>What is forged claims another caller at a later time: a receiver that accepted it would show
 * another row.
 */
final class Forger {
  /** Wrongly signed, signed for another body, not signed. */
  static final int FORMS = 3;

  private static final String CALLER = "+447700900999";
  private static final WebhookSigner WRONG = WebhookSigner.hmacSha256("a guess at the secret");

  private final WebhookSigner signer;
  private final Writer writer;

  Forger(WebhookSigner signer, Writer writer) {
    this.signer = signer;
    this.writer = writer;
  }

  byte[] body(CallEvent event) {
    ObjectNode json = EventJson.of(event, event.remaining(), Duration.ofHours(1));
    if (event.call().flat()) {
      json.put("event_ts", event.moment().at().plus(Duration.ofHours(1)).toString());
    }
    ObjectNode call = event.call().flat() ? json : (ObjectNode) json.get("data");
    call.put("from", CALLER);
    return JsonStyle.PLAIN.write(json);
  }

  Map<String, String> signature(CallEvent event, int form, byte[] body) {
    return switch (form) {
      case 0 -> WRONG.sign(body);
      case 1 -> signer.sign(writer.original(event));
      default -> Map.of();
    };
  }
}
