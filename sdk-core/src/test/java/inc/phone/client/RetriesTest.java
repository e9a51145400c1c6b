package inc.phone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import inc.phone.model.EventType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetriesTest {
  private static final CreateWebhook SPEC =
      CreateWebhook.builder()
          .name("n")
          .url("https://example.com")
          .events(EventType.CALL_LOST)
          .build();

  private final TestServer server = new TestServer();
  private final ManualTime time = new ManualTime();
  private final PhoneIncClient phone =
      time.client(server)
          .clock(Clock.fixed(Instant.parse("2026-05-15T10:00:00Z"), ZoneOffset.UTC))
          .build();

  @AfterEach
  void close() {
    phone.close();
    server.close();
  }

  /** Method, first outcome, and how many requests the server sees if the second one succeeds. */
  @ParameterizedTest
  @CsvSource({
    "GET, 429, 2",
    "GET, 500, 2",
    "GET, 502, 2",
    "GET, 503, 2",
    "GET, 504, 2",
    "GET, 599, 2",
    "GET, broken, 2",
    "GET, 400, 1",
    "GET, 401, 1",
    "GET, 403, 1",
    "GET, 404, 1",
    "GET, 408, 1",
    "GET, 409, 1",
    "GET, 422, 1",
    "GET, 302, 1",
    "POST, 429, 2",
    "POST, 500, 1",
    "POST, 503, 1",
    "POST, 408, 1",
    "POST, broken, 1",
    "PATCH, 429, 2",
    "PATCH, 500, 1",
    "PATCH, broken, 1",
    "DELETE, 429, 2",
    "DELETE, 503, 1",
    "DELETE, broken, 1"
  })
  void sendsAgainOnlyWhatCannotHaveTakenEffect(String method, String outcome, int requests) {
    for (Form form : Form.values()) {
      int before = server.requestCount();
      first(outcome);
      if (requests == 2) {
        server.answers(200, "{}");
        assertThat(form.request(phone, method, "/x", null).status()).isEqualTo(200);
      } else {
        assertThatThrownBy(() -> form.request(phone, method, "/x", null)).isNotNull();
      }
      assertThat(server.requestCount() - before).as(form.name()).isEqualTo(requests);
    }
  }

  @ParameterizedTest
  @CsvSource({"POST, 500", "PATCH, 503", "DELETE, 502", "POST, broken", "PUT, broken"})
  void sendsWritesAgainIfToldTo(String method, String outcome) {
    PhoneIncClient bold = phone.with(RequestOptions.builder().resendWrites(true).build());
    for (Form form : Form.values()) {
      first(outcome).answers(200, "{}");

      assertThat(form.request(bold, method, "/x", null).status()).isEqualTo(200);
    }
    assertThat(server.requestCount()).isEqualTo(4);
  }

  @ParameterizedTest
  @CsvSource({"GET", "DELETE", "POST"})
  void noneIsSentBehindOurBack(String method) {
    // OkHttp by itself would repeat a 503 with Retry-After: 0, and a 408.
    PhoneIncClient once = phone.with(RequestOptions.builder().maxRetries(0).build());
    for (Form form : Form.values()) {
      int before = server.requestCount();
      server.answers(408, "{}").answers(503, "{}", "Retry-After", "0");

      assertThatThrownBy(() -> form.request(once, method, "/x", null))
          .isExactlyInstanceOf(ApiException.class);
      assertThatThrownBy(() -> form.request(once, method, "/x", null))
          .isInstanceOf(ServerException.class);

      assertThat(server.requestCount() - before).as(form.name()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void givesUpAfterTheLastRetryWithTheLastOutcome(Form form) {
    server.answers(500, "{}").answers(502, "{}").answers(503, "{\"error\":\"third\"}");

    ServerException failure = catchThrowableOfType(ServerException.class, () -> form.list(phone));

    assertThat(failure.status()).isEqualTo(503);
    assertThat(failure.error()).contains("third");
    assertThat(server.requestCount()).isEqualTo(3);
    assertThat(time.waits()).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @EnumSource
  void boundsOfTheWaitsDoubleUpToTheLongest(Form form) {
    PhoneIncClient patient =
        phone.toBuilder()
            .maxRetries(6)
            .retryDelays(Duration.ofMillis(100), Duration.ofMillis(700))
            .build();
    for (int i = 0; i < 6; i++) {
      server.answers(500, "{}");
    }
    server.answers(200, "[]");

    form.list(patient);

    assertThat(time.waits())
        .extracting(Duration::toMillis)
        .containsExactly(100L, 200L, 400L, 700L, 700L, 700L);
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "0.25, 125", "0.999, 499"})
  void eachWaitIsARandomPartOfItsBound(double jitter, long millis) {
    PhoneIncClient lucky = phone.toBuilder().ambient(time, time, () -> jitter).build();
    server.answers(500, "{}").answers(200, "[]");

    lucky.webhooks().list();

    assertThat(time.waits()).extracting(Duration::toMillis).containsExactly(millis);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2                             | 2000",
        " 7                            | 7000",
        "20                            | 20000",
        "Fri, 15 May 2026 10:00:05 GMT | 5000",
        "0                             | 500",
        "Fri, 15 May 2026 09:59:00 GMT | 500",
        "-5                            | 500",
        "soon                          | 500",
        "''                            | 500",
        "1.5                           | 500"
      })
  void obeysRetryAfterInBothForms(String header, long millis) {
    for (Form form : Form.values()) {
      time.waits().clear();
      server.answers(429, "{}", "Retry-After", header).answers(200, "[]");

      form.list(phone);

      assertThat(time.waits()).extracting(Duration::toMillis).containsExactly(millis);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429 | 3600                          | PT1H",
        "429 | 21                            | PT21S",
        "503 | Fri, 15 May 2026 11:00:00 GMT | PT1H",
        "503 | 99999999999999999999999999    | PT277777777H46M40S"
      })
  void nobodyWaitsLongerThanAllowed(int status, String header, Duration asked) {
    for (Form form : Form.values()) {
      server.answers(status, "{}", "Retry-After", header);

      ApiException failure = catchThrowableOfType(ApiException.class, () -> form.list(phone));

      assertThat(failure.status()).isEqualTo(status);
      assertThat(failure.retryAfter()).contains(asked);
    }
    assertThat(time.waits()).isEmpty();
    assertThat(server.requestCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void doesNotBeginAWaitThatTheDeadlineWouldCut(Form form) {
    PhoneIncClient hasty =
        phone.with(RequestOptions.builder().deadline(Duration.ofSeconds(10)).build());
    server.answers(429, "{}", "Retry-After", "6").answers(429, "{}", "Retry-After", "6");

    RateLimitException failure =
        catchThrowableOfType(RateLimitException.class, () -> form.list(hasty));

    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(6));
    assertThat(time.waits()).containsExactly(Duration.ofSeconds(6));
  }

  @ParameterizedTest
  @EnumSource
  void refusedConnectionsAreTriedAgainForWritesToo(Form form) {
    PhoneIncClient nobodyThere;
    try (TestServer gone = new TestServer()) {
      nobodyThere = phone.toBuilder().baseUrl(gone.url()).build();
    }

    TransportException failure =
        catchThrowableOfType(TransportException.class, () -> form.create(nobodyThere, SPEC));

    assertThat(failure).hasMessage("POST /api/v1/webhooks: no connection");
    assertThat(failure.mayHaveTakenEffect()).isFalse();
    assertThat(time.waits()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void tellsWhenAWriteMayHaveTakenEffect(Form form) {
    server.breaks();

    TransportException failure =
        catchThrowableOfType(TransportException.class, () -> form.create(phone, SPEC));

    assertThat(failure.mayHaveTakenEffect()).isTrue();
    assertThat(failure.getCause()).isInstanceOf(java.io.IOException.class);
  }

  @ParameterizedTest
  @EnumSource
  void aReadNeverTakesEffect(Form form) {
    server.breaks().breaks().breaks();

    TransportException failure =
        catchThrowableOfType(TransportException.class, () -> form.list(phone));

    assertThat(failure.mayHaveTakenEffect()).isFalse();
    assertThat(server.requestCount()).isEqualTo(3);
  }

  @Test
  void sendsTheSameBodyAgain() {
    server.answers(429, "{}").answers(200, "{\"id\":\"1\"}");

    phone.webhooks().create(SPEC);

    assertThat(List.of(server.takeRequest(), server.takeRequest()))
        .extracting(TestServer::body)
        .containsOnly(
            "{\"name\":\"n\",\"url\":\"https://example.com\",\"events\":[\"call.lost\"]}");
  }

  private TestServer first(String outcome) {
    return outcome.equals("broken")
        ? server.breaks()
        : server.answers(Integer.parseInt(outcome), "{}");
  }
}
