package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.store.MemoryCallStore;
import inc.phone.webhooks.testkit.ManualRunner;
import inc.phone.webhooks.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/** One receiver on the thread of the test, with a clock of its own. */
final class Node {
  final SettableClock clock = new SettableClock(Instant.parse("2026-05-15T12:00:00Z"));
  final ManualRunner runner = new ManualRunner(clock);
  final CallStore store;
  Executor executor = runner;
  UnaryOperator<DeliveryOptions.Builder> options = builder -> builder;
  WebhookReceiver receiver;

  Node(CallStore store) {
    this.store = store;
  }

  void start(UnaryOperator<WebhookReceiverBuilder> more) {
    receiver =
        more.apply(
                WebhookReceiver.builder()
                    .verifier(request -> new Verified("0"))
                    .store(store)
                    .quarantine(new MemoryCallStore())
                    .clock(clock)
                    .executor(executor)
                    .delivery(
                        options
                            .apply(
                                DeliveryOptions.builder()
                                    .scheduler(runner)
                                    .jitter(() -> 0.5)
                                    .closeTimeout(Duration.ZERO))
                            .build()))
            .build();
  }

  void post(byte[] body) {
    assertThat(receiver.receive(WebhookRequest.of(null, Map.of(), body)).status()).isEqualTo(200);
  }
}
