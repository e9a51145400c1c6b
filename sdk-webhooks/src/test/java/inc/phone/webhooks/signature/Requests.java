package inc.phone.webhooks.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import inc.phone.webhooks.WebhookRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Requests as senders, and those who pretend to be one, make them. */
final class Requests {
  static final byte[] BODY =
      "{\"event\":\"call.ended\",\"data\":{\"id\":\"01J\",\"note\":\"Smørrebrød 😀\"}}"
          .getBytes(UTF_8);

  private Requests() {}

  static WebhookRequest signedBy(WebhookSigner signer, byte[] body) {
    return with(signer.sign(body), body);
  }

  static WebhookRequest with(Map<String, String> headers, byte[] body) {
    Map<String, List<String>> lines = new HashMap<>();
    headers.forEach((name, value) -> lines.put(name, List.of(value)));
    return WebhookRequest.of(null, lines, body);
  }

  static WebhookRequest withHeader(String name, String... values) {
    return WebhookRequest.of(null, Map.of(name, List.of(values)), BODY);
  }

  static WebhookRequest withQuery(String rawQuery) {
    return WebhookRequest.of(rawQuery, Map.of(), BODY);
  }

  static SignatureVerifier.Verified verified(String key) {
    return new SignatureVerifier.Verified(key);
  }

  static SignatureVerifier.Rejected rejected(RejectionReason reason) {
    return new SignatureVerifier.Rejected(reason);
  }
}
