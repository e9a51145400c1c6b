package inc.phone.examples.spring;

import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.WebhookRequest;
import inc.phone.webhooks.WebhookResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Hands deliveries over as they came.
 *
 * <p>Signatures cover bytes. {@code @RequestBody byte[]} is not good enough: of a body that calls
 * itself a form, Spring makes parameters first and then something similar to the body of them. The
 * servlet's stream has the bytes, as long as nobody has asked for a parameter before; {@code
 * application.yml} switches the filters off that would.
 */
@RestController
final class WebhookController {
  static final int MAX_BODY_BYTES = 4 * 1024 * 1024;

  private final WebhookReceiver receiver;

  WebhookController(WebhookReceiver receiver) {
    this.receiver = receiver;
  }

  @PostMapping("/api/phone/webhook")
  ResponseEntity<String> webhook(HttpServletRequest request, @RequestHeader HttpHeaders headers)
      throws IOException {
    // One byte more than the limit is enough for the receiver to answer 413.
    byte[] body = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
    WebhookResponse answer =
        receiver.receive(WebhookRequest.of(request.getQueryString(), headers, body));
    return ResponseEntity.status(answer.status())
        .headers(toSend -> answer.headers().forEach(toSend::set))
        .body(answer.body());
  }
}
