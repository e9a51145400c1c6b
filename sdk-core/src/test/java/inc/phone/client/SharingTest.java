package inc.phone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.settings.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SharingTest {
  private final TestServer server = new TestServer();
  private final ManualTime time = new ManualTime();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void derivedClientsShareConnectionsAndCloseNothing() {
    try (PhoneIncClient phone = time.client(server).build()) {
      server.answers(200, "[]").answers(200, "[]").answers(200, "[]");
      phone.webhooks().list();
      try (PhoneIncClient derived = phone.toBuilder().apiKey("phk_other").build()) {
        derived.webhooks().list();
      }
      phone.with(RequestOptions.builder().maxRetries(0).build()).webhooks().list();

      assertThat(server.takeRequest().getConnectionIndex()).isZero();
      var second = server.takeRequest();
      assertThat(second.getExchangeIndex()).isEqualTo(1);
      assertThat(second.getHeaders().get("X-Api-Key")).isEqualTo("phk_other");
      var third = server.takeRequest();
      assertThat(third.getExchangeIndex()).isEqualTo(2);
      assertThat(third.getHeaders().get("X-Api-Key")).isEqualTo("phk_key");
    }
  }

  @Test
  void derivedClientsEndWithTheirOrigin() {
    PhoneIncClient phone = time.client(server).build();
    PhoneIncClient derived = phone.toBuilder().build();
    phone.close();

    assertThatThrownBy(() -> derived.webhooks().list()).isInstanceOf(IllegalStateException.class);
  }

  @ParameterizedTest
  @EnumSource
  void theHostsClientIsUsedUnderOurRulesAndLeftOpen(Form form) {
    AtomicInteger seen = new AtomicInteger();
    OkHttpClient host =
        new OkHttpClient.Builder()
            .followRedirects(true)
            .callTimeout(Duration.ofMillis(1))
            .addInterceptor(
                chain -> {
                  seen.incrementAndGet();
                  return chain.proceed(chain.request());
                })
            .build();
    try (PhoneIncClient phone = time.client(server).httpClient(host).build()) {
      server.answers(200, "[]").answers(302, "", "Location", server.url() + "/other");

      form.list(phone);
      assertThatThrownBy(() -> form.list(phone)).isInstanceOf(ApiException.class);
    }

    assertThat(seen).hasValue(2);
    assertThat(server.requestCount()).isEqualTo(2);
    assertThat(host.dispatcher().executorService().isShutdown()).isFalse();
    assertThat(host.connectionPool().connectionCount()).isEqualTo(1);
    host.dispatcher().executorService().shutdown();
    host.connectionPool().evictAll();
  }

  @ParameterizedTest
  @EnumSource
  void aBrokenInterceptorOfTheHostIsATransportFailure(Form form) {
    OkHttpClient host =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  throw new IOException("host says no");
                })
            .build();
    try (PhoneIncClient phone = time.client(server).maxRetries(0).httpClient(host).build()) {
      assertThatThrownBy(() -> form.list(phone))
          .isInstanceOf(TransportException.class)
          .hasRootCauseMessage("host says no");
    }
    host.dispatcher().executorService().shutdown();
  }

  @Test
  void aBugInAnInterceptorIsReportedOnceWithItsCause() {
    OkHttpClient host =
        new OkHttpClient.Builder()
            .addInterceptor(
                chain -> {
                  throw new IllegalStateException("a bug");
                })
            .build();
    try (PhoneIncClient phone = time.client(server).httpClient(host).build()) {
      assertThatThrownBy(() -> phone.webhooks().list())
          .isInstanceOf(TransportException.class)
          .hasMessage("GET /api/v1/webhooks: the HTTP client failed")
          .hasRootCauseMessage("a bug");
    }
    assertThat(time.waits()).isEmpty();
  }

  @Test
  void closingEndsOurThreads() throws Exception {
    AtomicReference<Thread> worker = new AtomicReference<>();
    PhoneIncClient phone =
        time.client(server)
            .tokenSource(
                refused -> {
                  worker.set(Thread.currentThread());
                  return Secret.of("token");
                })
            .build();
    server.answers(200, "[]");
    phone.webhooks().listAsync().join();

    phone.close();

    assertThat(worker.get()).isNotSameAs(Thread.currentThread());
    worker.get().join(TimeUnit.SECONDS.toMillis(10));
    assertThat(worker.get().isAlive()).isFalse();
  }

  @Test
  void logsARetryWithoutQueryKeyOrBody() {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try (PhoneIncClient phone = time.client(server).apiKey("phk_private").build()) {
      server.answers(500, "{\"error\":\"body\"}").answers(200, "[]");
      phone.contacts().findByPhone("+4520123456");
    } finally {
      System.setErr(before);
    }

    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("sending a request again", "GET /api/v1/contacts", "500")
        .doesNotContain("20123456", "phk_private", "body");
  }

  @Test
  void saysWhatToDoWithoutOkHttp() throws Exception {
    URL[] own =
        Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
            .filter(entry -> !entry.contains("okhttp"))
            .map(SharingTest::url)
            .toArray(URL[]::new);
    try (URLClassLoader without = new URLClassLoader(own, ClassLoader.getPlatformClassLoader())) {
      // Not by way of the builder: reflection would look at all its signatures, OkHttp's too.
      Method fromEnv =
          without.loadClass(PhoneIncClient.class.getName()).getDeclaredMethod("fromEnv", Map.class);
      fromEnv.setAccessible(true);

      assertThatThrownBy(() -> fromEnv.invoke(null, Map.of("PHONE_INC_API_KEY", "phk_key")))
          .cause()
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("needs OkHttp 5")
          .hasMessageContaining("requires okhttp3;")
          .hasMessageContaining("--add-modules okhttp3");
    }
  }

  @Test
  void checksEveryOptionOnTheSpot() {
    PhoneIncClientBuilder builder = PhoneIncClient.builder();
    assertThatThrownBy(() -> builder.maxRetries(11))
        .hasMessage("maxRetries must be 0 to 10, is 11");
    assertThatThrownBy(() -> builder.maxRetries(-1))
        .hasMessage("maxRetries must be 0 to 10, is -1");
    assertThatThrownBy(() -> builder.deadline(Duration.ZERO))
        .hasMessage("deadline must be more than zero and at most 24 hours, is PT0S");
    assertThatThrownBy(() -> builder.connectTimeout(Duration.ofMillis(-1)))
        .hasMessageStartingWith("connectTimeout must be");
    assertThatThrownBy(() -> builder.readTimeout(Duration.ofDays(2)))
        .hasMessage("readTimeout must be more than zero and at most 24 hours, is PT48H");
    assertThatThrownBy(() -> builder.longestRetryAfter(Duration.ZERO))
        .hasMessageStartingWith("longestRetryAfter must be");
    assertThatThrownBy(() -> builder.retryDelays(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .hasMessage("longest must not be less than first, is PT1S and PT2S");
    assertThatThrownBy(() -> builder.maxResponseBytes(1_023))
        .hasMessage("maxResponseBytes must be 1024 to 33554432, is 1023");
    assertThatThrownBy(() -> builder.maxResponseBytes(33_554_433))
        .hasMessage("maxResponseBytes must be 1024 to 33554432, is 33554433");
  }

  private static URL url(String entry) {
    try {
      return java.nio.file.Path.of(entry).toUri().toURL();
    } catch (java.net.MalformedURLException e) {
      throw new AssertionError(e);
    }
  }
}
