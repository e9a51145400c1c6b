package inc.phone.examples.embed;

import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.WebhookRequest;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.signature.SignatureVerifier;
import inc.phone.webhooks.signature.WebhookSigner;
import inc.phone.webhooks.store.MemoryCallStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Signs, verifies, stores and matches one event, to show that nothing is missing at run time. */
public final class SelfCheck {
  private static final String SECRET = "only-for-this-check";

  private SelfCheck() {}

  /** Prints what became of the event. */
  public static void main(String[] args) {
    MemoryCallStore store = new MemoryCallStore();
    byte[] body =
        """
        {"event":"call.ended","timestamp":"2026-05-15T14:22:33Z","data":{"id":"call-1",
         "from":"20 12 34 56","state":"ended","answered_at":"2026-05-15T14:22:01Z"}}"""
            .getBytes(StandardCharsets.UTF_8);
    Map<String, List<String>> headers =
        WebhookSigner.hmacSha256(SECRET).sign(body).entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, header -> List.of(header.getValue())));
    try (WebhookReceiver receiver =
        WebhookReceiver.builder()
            .verifier(SignatureVerifier.hmacSha256(SECRET))
            .store(store)
            .customers(number -> Optional.of("customer-7"), "DK")
            .executor(Runnable::run)
            .build()) {
      System.out.println(receiver.receive(WebhookRequest.of(null, headers, body)).body());
      System.out.println(receiver.receive(WebhookRequest.of(null, Map.of(), body)).status());
    }
    CallRecord call = store.call(new CallKey("default", "call-1")).orElseThrow();
    System.out.println(call.state() + " " + call.match().word() + " " + call.customerId());
  }
}
