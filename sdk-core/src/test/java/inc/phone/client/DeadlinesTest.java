package inc.phone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import inc.phone.model.EventType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeadlinesTest {
  private final TestServer server = new TestServer();
  private final ManualTime time = new ManualTime();
  private final PhoneIncClient phone = time.client(server).build();

  @AfterEach
  void close() {
    phone.close();
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void aHungServerEndsAtTheDeadline(Form form) {
    server.hangs(
        () -> {
          time.pass(Duration.ofSeconds(30));
          time.tick();
        });

    DeadlineException failure =
        catchThrowableOfType(DeadlineException.class, () -> form.list(phone));

    assertThat(failure).hasMessage("GET /api/v1/webhooks: no answer before the deadline");
    assertThat(failure.mayHaveTakenEffect()).isFalse();
    assertThat(time.waits()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aWriteCutByTheDeadlineMayHaveTakenEffect(Form form) {
    server.hangs(
        () -> {
          time.pass(Duration.ofSeconds(31));
          time.tick();
        });
    CreateWebhook spec =
        CreateWebhook.builder()
            .name("n")
            .url("https://a.example")
            .events(EventType.CALL_LOST)
            .build();

    DeadlineException failure =
        catchThrowableOfType(DeadlineException.class, () -> form.create(phone, spec));

    assertThat(failure.mayHaveTakenEffect()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void looksAgainAndAgainUntilTheDeadline(Form form) {
    server.hangs(
        () -> {
          for (int i = 0; i < 30; i++) {
            time.tick();
            time.pass(Duration.ofSeconds(1));
          }
          time.tick();
        });

    assertThatThrownBy(() -> form.list(phone)).isInstanceOf(DeadlineException.class);
  }

  /** Real time, since the drip is: 1 byte each 20 ms never breaks the read timeout. */
  @ParameterizedTest
  @EnumSource
  void aDrippingServerEndsAtTheDeadline(Form form) {
    server.answers(
        new MockResponse.Builder()
            .body("[" + " ".repeat(10_000) + "]")
            .throttleBody(1, 20, TimeUnit.MILLISECONDS)
            .build());
    try (PhoneIncClient real =
        PhoneIncClient.builder()
            .apiKey("k")
            .baseUrl(server.url())
            .readTimeout(Duration.ofSeconds(5))
            .deadline(Duration.ofMillis(200))
            .build()) {
      long start = System.nanoTime();

      assertThatThrownBy(() -> form.list(real)).isInstanceOf(DeadlineException.class);

      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(200), Duration.ofSeconds(4));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSilentServerEndsAtTheReadTimeout(Form form) {
    server.hangs(() -> {});
    PhoneIncClient hasty =
        phone.toBuilder().readTimeout(Duration.ofMillis(100)).maxRetries(0).build();

    assertThatThrownBy(() -> form.list(hasty))
        .isExactlyInstanceOf(TransportException.class)
        .hasMessage("GET /api/v1/webhooks: the connection broke or stayed silent too long");
  }

  @ParameterizedTest
  @EnumSource
  void theRequestsOfOneEnsureShareOneDeadline(Form form) {
    server.onRequest(() -> time.pass(Duration.ofSeconds(31)));
    server.answers(200, "[]").answers(200, "{\"id\":\"1\"}");
    CreateWebhook spec =
        CreateWebhook.builder()
            .name("n")
            .url("https://a.example")
            .events(EventType.CALL_LOST)
            .build();

    assertThatThrownBy(
            () ->
                form.call(
                    () -> phone.webhooks().ensure(spec), () -> phone.webhooks().ensureAsync(spec)))
        .isInstanceOf(DeadlineException.class)
        .hasMessage("POST /api/v1/webhooks: no answer before the deadline");
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @Test
  void anInterruptEndsAReadAtOnce() {
    Thread caller = Thread.currentThread();
    server.hangs(
        () -> {
          caller.interrupt();
          time.tick();
        });
    long start = System.nanoTime();

    assertThatThrownBy(() -> phone.webhooks().list())
        .isInstanceOf(InterruptedCallException.class)
        .hasMessage("GET /api/v1/webhooks: interrupted while waiting for the answer");
    assertThat(Thread.interrupted()).isTrue();
    // Without the look at the thread, only the read timeout of 15 s would end the read.
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void anInterruptEndsAWaitBetweenAttempts() {
    Thread caller = Thread.currentThread();
    time.waitForever(caller::interrupt);
    server.answers(500, "{}").answers(200, "[]");

    assertThatThrownBy(() -> phone.webhooks().list()).isInstanceOf(InterruptedCallException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @Test
  void nothingIsSentByAnInterruptedThread() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> phone.webhooks().list()).isInstanceOf(InterruptedCallException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(server.requestCount()).isZero();
  }

  @Test
  void cancellingAFutureCancelsItsRequest() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    server.hangs(arrived::countDown);
    okhttp3.OkHttpClient host = new okhttp3.OkHttpClient();
    try (PhoneIncClient phone = time.client(server).httpClient(host).build()) {
      CompletableFuture<List<Webhook>> future = phone.webhooks().listAsync();
      assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
      okhttp3.Call call = host.dispatcher().runningCalls().get(0);

      assertThat(future.cancel(true)).isTrue();

      assertThat(call.isCanceled()).isTrue();
      assertThatThrownBy(future::join).isInstanceOf(CancellationException.class);
      assertThat(time.waits()).isEmpty();
    } finally {
      host.dispatcher().executorService().shutdown();
    }
  }

  @Test
  void closingEndsACallThatSomebodyWaitsFor() {
    server.hangs(phone::close);

    assertThatThrownBy(() -> phone.webhooks().list())
        .isInstanceOf(TransportException.class)
        .hasMessage("GET /api/v1/webhooks: the call was cancelled");
    assertThat(time.waits()).isEmpty();
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @Test
  void closingEndsWhatIsUnderWay() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    server.hangs(arrived::countDown);
    CompletableFuture<List<Webhook>> future = phone.webhooks().listAsync();
    assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();

    phone.close();
    phone.close();

    assertThatThrownBy(() -> Form.end(future))
        .isInstanceOf(TransportException.class)
        .hasMessage("GET /api/v1/webhooks: the call was cancelled");
    assertThat(time.waits()).isEmpty();
    assertThatThrownBy(() -> phone.webhooks().list())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the client is closed");
    assertThatThrownBy(() -> phone.webhooks().listAsync())
        .isInstanceOf(IllegalStateException.class);
  }
}
