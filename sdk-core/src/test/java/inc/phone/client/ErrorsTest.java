package inc.phone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import inc.phone.model.PhoneIncException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorsTest {
  private static final String KEY = "phk_veryprivate";

  private final TestServer server = new TestServer();
  private final PhoneIncClient phone =
      new ManualTime().client(server).apiKey(KEY).maxRetries(0).maxResponseBytes(2_000).build();

  @AfterEach
  void close() {
    phone.close();
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "400, ValidationException", "401, AuthenticationException", "402, ApiException",
    "403, PermissionException", "404, NotFoundException", "405, ApiException",
    "409, ApiException", "410, ApiException", "422, ValidationException",
    "429, RateLimitException", "500, ServerException", "503, ServerException",
    "599, ServerException", "304, ApiException"
  })
  void hasATypeForWhatTheCallerCanDo(int status, String type) {
    for (Form form : Form.values()) {
      server.answers(status, status == 304 ? "" : "{\"error\":\"Voicemail not found\"}");

      ApiException failure = catchThrowableOfType(ApiException.class, () -> form.list(phone));

      assertThat(failure.getClass().getSimpleName()).isEqualTo(type);
      assertThat(failure).isInstanceOf(PhoneIncException.class);
      assertThat(failure.status()).isEqualTo(status);
      assertThat(failure).hasMessage("GET /api/v1/webhooks: status " + status);
      if (status != 304) {
        assertThat(failure.error()).contains("Voicemail not found");
        assertThat(failure.body()).isEqualTo("{\"error\":\"Voicemail not found\"}");
      }
    }
  }

  @Test
  void listsFieldErrors() {
    server.answers(
        422,
        "{\"errors\":{\"listened\":[\"must be a boolean\",\"is missing\"],\"name\":\"too long\","
            + "\"odd\":[{\"code\":1}]}}");

    ValidationException failure =
        catchThrowableOfType(ValidationException.class, () -> phone.webhooks().list());

    assertThat(failure.fieldErrors())
        .isEqualTo(
            Map.of(
                "listened", List.of("must be a boolean", "is missing"),
                "name", List.of("too long"),
                "odd", List.of("{\"code\":1}")));
    assertThat(failure.error()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>gateway</html>",
        "null",
        "[]",
        "{}",
        "{\"error\":5}",
        "{\"error\":{\"a\":1}}",
        "{\"errors\":[]}",
        "{\"errors\":null}",
        "\u0000",
        "{\"error\":"
      })
  void copesWithAnyErrorBody(String body) {
    server.answers(422, body);

    ValidationException failure =
        catchThrowableOfType(ValidationException.class, () -> phone.webhooks().list());

    assertThat(failure.body()).isEqualTo(body);
    assertThat(failure.error()).isEmpty();
    assertThat(failure.fieldErrors()).isEmpty();
  }

  @Test
  void keepsOnlyTheBeginningOfALongErrorBody() {
    server.answers(500, "x".repeat(1_000_000));

    ServerException failure =
        catchThrowableOfType(ServerException.class, () -> phone.webhooks().list());

    assertThat(failure.body()).hasSize(64 * 1024);
  }

  @Test
  void namesTheRequestForSupport() {
    server.answers(500, "{}", "X-Request-Id", "req-1");

    assertThat(
            catchThrowableOfType(ServerException.class, () -> phone.webhooks().list()).requestId())
        .contains("req-1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "17                            | PT17S",
        "0                             | PT0S",
        "Wed, 01 Apr 2020 10:00:00 GMT | PT0S"
      })
  void tellsHowLongToWaitAndNeverLessThanNothing(String header, Duration wait) {
    server.answers(429, "{}", "Retry-After", header);

    assertThat(
            catchThrowableOfType(RateLimitException.class, () -> phone.webhooks().list())
                .retryAfter())
        .contains(wait);
  }

  @ParameterizedTest
  @EnumSource
  void aRedirectIsAnErrorAndTheKeyDoesNotTravel(Form form) {
    for (int status : new int[] {301, 302, 303, 307, 308}) {
      try (TestServer elsewhere = new TestServer()) {
        String target = elsewhere.url().replace("127.0.0.1", "localhost") + "/steal";
        server.answers(status, "", "Location", target);

        ApiException failure = catchThrowableOfType(ApiException.class, () -> form.list(phone));

        assertThat(failure)
            .hasMessage(
                "GET /api/v1/webhooks: status "
                    + status
                    + ", a redirect to localhost; redirects are never followed");
        assertThat(elsewhere.requestCount()).isZero();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/here", "http://[", "", "mailto:a@b"})
  void copesWithAnyLocation(String location) {
    server.answers(302, "", "Location", location);

    assertThatThrownBy(() -> phone.webhooks().list())
        .hasMessageEndingWith("a redirect to another place; redirects are never followed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "5", "[5]", "[{}]", "[{\"id\":7}]", "{\"webhooks\":{}}", "[}", "\"\""})
  void saysWhatCannotBeRead(String body) {
    for (Form form : Form.values()) {
      server.answers(200, body);

      UnreadableResponseException failure =
          catchThrowableOfType(UnreadableResponseException.class, () -> form.list(phone));

      assertThat(failure.status()).isEqualTo(200);
      assertThat(failure.body()).isEqualTo(body);
      assertThat(failure).hasMessageStartingWith("GET /api/v1/webhooks: status 200, but ");
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesAnAnswerLongerThanAllowed(Form form) {
    server.answers(200, "[" + " ".repeat(1_998) + "]").answers(200, "[" + " ".repeat(1_999) + "]");

    form.list(phone);
    UnreadableResponseException failure =
        catchThrowableOfType(UnreadableResponseException.class, () -> form.list(phone));

    assertThat(failure).hasMessage("GET /api/v1/webhooks: the answer is longer than allowed");
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerCutInTheMiddleIsNoAnswer(Form form) {
    server.answers(
        new MockResponse.Builder()
            .body("[" + " ".repeat(1_000) + "]")
            .onResponseBody(new SocketEffect.CloseSocket())
            .build());

    assertThatThrownBy(() -> form.list(phone)).isExactlyInstanceOf(TransportException.class);
  }

  @Test
  void messagesHoldNeitherKeyNorBodyNorQuery() {
    server.answers(422, "{\"error\":\"+4520123456\"}").answers(200, "{\"x\":\"+4520123456\"}");

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> phone.contacts().findByPhone("+4520123456"))
          .isInstanceOf(PhoneIncException.class)
          .satisfies(
              failure -> {
                for (Throwable t = failure; t != null; t = t.getCause()) {
                  assertThat(t.toString()).doesNotContain(KEY, "4520123456");
                }
              });
    }
  }

  @Test
  void keepsTheCallersStackTraceWhenItWaits() {
    server.answers(404, "{}");

    NotFoundException failure =
        catchThrowableOfType(NotFoundException.class, () -> phone.webhooks().list());

    assertThat(failure.getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals(ErrorsTest.class.getName()));
  }
}
