package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.webhooks.signature.SignatureVerifier;
import inc.phone.webhooks.signature.WebhookSigner;
import inc.phone.webhooks.spi.OutcomeUnknownException;
import inc.phone.webhooks.testkit.EventBodies;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Canaries are planted wherever something secret or personal passes, then every path runs. */
class NothingSecretIsLoggedTest {
  private static final String SECRET = "canary-secret-of-the-hook";
  private static final String NUMBER = "+4520123456";

  private final PrintStream console = System.err;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stopListening() {
    System.setErr(console);
  }

  @Test
  void onAnyPath() {
    FaultyStore store = new FaultyStore();
    WebhookReceiver receiver =
        WebhookReceiver.builder()
            .verifier(
                SignatureVerifier.anyOf(
                    SignatureVerifier.hmacSha256(SECRET), SignatureVerifier.sharedSecret(SECRET)))
            .store(store)
            .queries(store.inMemory())
            .customers(
                number -> {
                  throw new OutcomeUnknownException("canary " + number, null);
                },
                "DK")
            .delivery(DeliveryOptions.builder().scheduler((task, delay) -> {}).build())
            .executor(Runnable::run)
            .build();
    byte[] event =
        EventBodies.envelope(
            "call.initiated", "10:00:00", "a", "ringing", "\"canary transcript\"", "");
    byte[] unreadable = EventBodies.bytes("{\"event\":\"call.ended\",\"canary\":canary}");
    for (Optional<FaultyStore.Fault> fault : allFaults()) {
      store.repair();
      fault.ifPresent(store::break_);
      receiver.receive(request(null, event, event));
      receiver.receive(request("token=" + SECRET, unreadable, event));
      receiver.receive(request("token=canary-wrong", event, unreadable));
      receiver.receive(request(null, unreadable, unreadable));
    }
    store.repair();
    store.refuse("a");
    receiver.receive(
        request(
            null,
            EventBodies.envelope("call.ended", "10:00:01", "a", "ended", "null", ""),
            EventBodies.envelope("call.ended", "10:00:01", "a", "ended", "null", "")));
    receiver.matcher().matchPending();

    String text = log.toString(StandardCharsets.UTF_8);
    assertThat(text)
        .contains("not authentic", "could not be stored", "is in quarantine", "stays pending")
        .doesNotContain("canary", SECRET, NUMBER, "20123456", "Jane");
  }

  private static List<Optional<FaultyStore.Fault>> allFaults() {
    return Stream.concat(
            Stream.of(Optional.<FaultyStore.Fault>empty()),
            Arrays.stream(FaultyStore.Fault.values()).map(Optional::of))
        .toList();
  }

  private static WebhookRequest request(String query, byte[] body, byte[] signed) {
    Map<String, String> header = WebhookSigner.hmacSha256(SECRET).sign(signed);
    return WebhookRequest.of(
        query, Map.of("X-Phone-Inc-Signature", List.of(header.get("X-Phone-Inc-Signature"))), body);
  }
}
