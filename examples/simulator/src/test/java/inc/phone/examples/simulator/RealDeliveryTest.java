package inc.phone.examples.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import inc.phone.examples.simulator.delivery.Dials;
import inc.phone.examples.simulator.delivery.Statistics;
import inc.phone.examples.simulator.subscription.Subscription;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Over real connections, to a tiny receiver that verifies signatures by itself. */
class RealDeliveryTest {
  private final AtomicInteger accepted = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile int failures;
  private HttpServer receiver;

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/hook", this::receive);
    receiver.start();
  }

  @AfterEach
  void stopListening() {
    receiver.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String signature = exchange.getRequestHeaders().getFirst("X-Phone-Inc-Signature");
    int status = 401;
    if (RecordingReceiver.isAuthentic(signature, body)) {
      status = requests.incrementAndGet() <= failures ? 503 : 204;
      accepted.addAndGet(status == 204 ? 1 : 0);
    } else {
      refused.incrementAndGet();
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private URI url() {
    return URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook?token=x%2By");
  }

  @Test
  void deliversEverythingInTrouble() throws Exception {
    failures = 10;
    AtomicReference<Statistics> progress = new AtomicReference<>();
    try (PhoneIncSimulator simulator =
        PhoneIncSimulator.builder()
            .port(0)
            .secret(RecordingReceiver.SECRET)
            .dials(Dials.rough().withLongestDelay(Duration.ofMillis(20)))
            .pace(Duration.ofMillis(1))
            .retryWait(Duration.ofMillis(2))
            .progress(progress::set)
            .start()) {
      simulator.subscribe(url());
      simulator.play(40);

      assertThat(simulator.awaitQuiet(Duration.ofSeconds(60))).isTrue();
      Statistics statistics = simulator.statistics();
      int events = simulator.truth().stream().mapToInt(call -> call.eventCount()).sum();
      assertThat(statistics.events()).isEqualTo(events);
      assertThat(statistics.undelivered()).isZero();
      assertThat(statistics.pending()).isZero();
      assertThat(statistics.deliveries())
          .isEqualTo(statistics.events() + statistics.retries() + statistics.duplicates())
          .isEqualTo(accepted.get() + failures);
      assertThat(statistics.forgeriesSent())
          .isPositive()
          .isEqualTo(statistics.forgeriesRefused())
          .isEqualTo(refused.get());
      assertThat(progress.get()).isNotNull();
    }
  }

  @Test
  void countsAReceiverThatIsNotThereAsFailed() throws Exception {
    receiver.stop(0);
    try (PhoneIncSimulator simulator =
        PhoneIncSimulator.builder()
            .port(0)
            .pace(Duration.ZERO)
            .retryWait(Duration.ofMillis(1))
            .start()) {
      simulator.subscribe(url());
      simulator.play(2);

      assertThat(simulator.awaitQuiet(Duration.ofSeconds(60))).isTrue();
      assertThat(simulator.statistics().undelivered()).isEqualTo(simulator.statistics().events());
      assertThat(simulator.statistics().retries()).isEqualTo(5 * simulator.statistics().events());
    }
  }

  @Test
  void closingLetsWaitersGoAndIsIdempotent() throws Exception {
    PhoneIncSimulator simulator =
        PhoneIncSimulator.builder().port(0).pace(Duration.ofDays(1)).start();
    simulator.subscribe(url());
    simulator.play(2);
    simulator.close();
    simulator.close();

    assertThat(simulator.awaitQuiet(Duration.ofDays(1))).isFalse();
    assertThat(simulator.statistics().acknowledged()).isZero();
  }

  @Test
  void stopsRetryingForDeletedSubscriptions() {
    VirtualTime time = new VirtualTime();
    RecordingReceiver failing = new RecordingReceiver(time, delivery -> 500);
    try (PhoneIncSimulator simulator = Play.simulator(1, Dials.calm(), time, failing).start()) {
      Subscription hook = simulator.subscribe(url());
      simulator.play(1);
      time.schedule(Duration.ofMillis(2_500), () -> simulator.unsubscribe(hook.id()));
      time.runAll();

      assertThat(failing.all()).allMatch(one -> one.at().toMillis() <= 2_500);
      assertThat(simulator.statistics().dropped()).isEqualTo(simulator.statistics().events());
      assertThat(simulator.statistics().undelivered()).isZero();
    }
  }
}
