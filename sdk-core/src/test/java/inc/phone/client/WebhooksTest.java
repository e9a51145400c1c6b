package inc.phone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.model.EventType;
import inc.phone.model.PhoneIncException;
import java.time.Instant;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhooksTest {
  /** The vendor's example, as given. */
  private static final String EXAMPLE =
      """
      { "id": "01JVWX...", "name": "Slack notifications", "url": "https://example.com/webhooks",
        "events": ["call.initiated", "call.answered"], "active": true,
        "created_at": "2026-05-15T10:00:00Z", "updated_at": "2026-05-15T10:00:00Z" }""";

  private final TestServer server = new TestServer();
  private final PhoneIncClient phone =
      PhoneIncClient.builder().apiKey("phk_key").baseUrl(server.url()).build();

  @AfterEach
  void close() {
    phone.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[%s]", "{\"webhooks\":[%s]}", "{\"page\":1,\"webhooks\":[%s]}"})
  void listsBareOrWrapped(String shape) {
    server.answers(200, shape.formatted(EXAMPLE));

    List<Webhook> all = phone.webhooks().list();

    RecordedRequest request = server.takeRequest();
    assertThat(request.getRequestLine()).isEqualTo("GET /api/v1/webhooks HTTP/1.1");
    assertThat(request.getHeaders().get("X-Api-Key")).isEqualTo("phk_key");
    assertThat(request.getHeaders().get("Accept")).isEqualTo("application/json");
    assertThat(all).hasSize(1);
    assertExample(all.get(0));
  }

  @Test
  void listsNothingFromAnEmptyArray() {
    server.answers(200, "[]");

    assertThat(phone.webhooks().list()).isEmpty();
  }

  @Test
  void doesNotTakeAnAnswerWithoutListForAnEmptyOne() {
    server.answers(200, "{\"data\":[]}");

    assertThatThrownBy(() -> phone.webhooks().list())
        .isInstanceOf(UnreadableResponseException.class)
        .hasMessage("GET /api/v1/webhooks: status 200, but /webhooks: expected a list");
  }

  @ParameterizedTest
  @CsvSource({"200", "201", "202"})
  void createsWithAny2xx(int status) {
    server.answers(status, EXAMPLE);

    Webhook hook =
        phone
            .webhooks()
            .create(
                CreateWebhook.builder()
                    .name("Slack notifications")
                    .url("https://example.com/webhooks")
                    .events(EventType.CALL_INITIATED, EventType.CALL_ANSWERED)
                    .build());

    RecordedRequest request = server.takeRequest();
    assertThat(request.getRequestLine()).isEqualTo("POST /api/v1/webhooks HTTP/1.1");
    assertThat(request.getHeaders().get("Content-Type")).isEqualTo("application/json");
    assertThat(TestServer.body(request))
        .isEqualTo(
            "{\"name\":\"Slack notifications\",\"url\":\"https://example.com/webhooks\","
                + "\"events\":[\"call.initiated\",\"call.answered\"]}");
    assertExample(hook);
  }

  @Test
  void updatesOnlyWhatIsSet() {
    server.answers(200, EXAMPLE);

    assertExample(
        phone.webhooks().update("01JVWX...", UpdateWebhook.builder().active(false).build()));

    RecordedRequest request = server.takeRequest();
    assertThat(request.getRequestLine()).isEqualTo("PATCH /api/v1/webhooks/01JVWX... HTTP/1.1");
    assertThat(TestServer.body(request)).isEqualTo("{\"active\":false}");
  }

  @Test
  void updatesEverythingThatIsSet() {
    server.answers(200, EXAMPLE);

    phone
        .webhooks()
        .update(
            "1",
            UpdateWebhook.builder()
                .name("n")
                .url("https://example.com/b")
                .events(EventType.of("brand.new"))
                .active(true)
                .build());

    assertThat(TestServer.body(server.takeRequest()))
        .isEqualTo(
            "{\"name\":\"n\",\"url\":\"https://example.com/b\",\"events\":[\"brand.new\"],"
                + "\"active\":true}");
  }

  @Test
  void deletesWithoutBody() {
    server.answers(new MockResponse.Builder().code(204).build());

    phone.webhooks().delete("01JVWX");

    assertThat(server.takeRequest().getRequestLine())
        .isEqualTo("DELETE /api/v1/webhooks/01JVWX HTTP/1.1");
  }

  @Test
  void everyMethodHasAFutureThatDoesTheSame() {
    CreateWebhook spec =
        CreateWebhook.builder()
            .name("n")
            .url("https://example.com")
            .events(EventType.CALL_LOST)
            .build();
    server.answers(200, "[" + EXAMPLE + "]").answers(201, EXAMPLE).answers(200, EXAMPLE);
    server.answers(new MockResponse.Builder().code(204).build());

    assertExample(phone.webhooks().listAsync().join().get(0));
    assertExample(phone.webhooks().createAsync(spec).join());
    assertExample(
        phone.webhooks().updateAsync("1", UpdateWebhook.builder().name("x").build()).join());
    assertThat(phone.webhooks().deleteAsync("1").join()).isNull();
    assertThat(server.requestCount()).isEqualTo(4);
  }

  @Test
  void keepsUnknownEventsAndFields() {
    server.answers(200, "[{\"id\":\"a\",\"events\":[\"moon.rose\"],\"secret_sauce\":{\"x\":1}}]");

    Webhook hook = phone.webhooks().list().get(0);

    assertThat(hook.events()).containsExactly(EventType.of("moon.rose"));
    assertThat(hook.json()).contains("\"secret_sauce\":{\"x\":1}");
  }

  @Test
  void readsAWebhookOfWhichAllButTheIdIsMissing() {
    server.answers(200, "[{\"id\":\"a\"}]");

    Webhook hook = phone.webhooks().list().get(0);

    assertThat(hook.id()).isEqualTo("a");
    assertThat(hook.name()).isNull();
    assertThat(hook.url()).isNull();
    assertThat(hook.events()).isEmpty();
    assertThat(hook.active()).isTrue();
    assertThat(hook.createdAt()).isNull();
    assertThat(hook.updatedAt()).isNull();
  }

  @Test
  void showsNeitherUrlNorKeyInText() {
    server.answers(200, "[" + EXAMPLE + "]");

    assertThat(phone.webhooks().list().get(0)).hasToString("Webhook[01JVWX...]");
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void pausesAndResumesByActiveAlone(boolean active) {
    server.answers(200, EXAMPLE).answers(200, EXAMPLE);

    if (active) {
      phone.webhooks().resume("1");
      phone.webhooks().resumeAsync("1").join();
    } else {
      phone.webhooks().pause("1");
      phone.webhooks().pauseAsync("1").join();
    }

    for (int i = 0; i < 2; i++) {
      RecordedRequest request = server.takeRequest();
      assertThat(request.getRequestLine()).isEqualTo("PATCH /api/v1/webhooks/1 HTTP/1.1");
      assertThat(TestServer.body(request)).isEqualTo("{\"active\":" + active + "}");
    }
  }

  @ParameterizedTest
  @EnumSource
  void ensureCreatesWhatIsMissing(Form form) {
    server.answers(200, "[{\"id\":\"9\",\"name\":\"another\"}]").answers(201, EXAMPLE);

    EnsuredWebhook ensured = ensure(form);

    assertThat(ensured.outcome()).isEqualTo(EnsuredWebhook.Outcome.CREATED);
    assertExample(ensured.webhook());
    server.takeRequest();
    assertThat(server.takeRequest().getRequestLine()).isEqualTo("POST /api/v1/webhooks HTTP/1.1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://old.example/ | call.answered,call.initiated | {\"url\":\"https://example.com/webhooks\"}",
        "https://example.com/webhooks | call.lost | {\"events\":[\"call.initiated\",\"call.answered\"]}",
        "https://old.example/ | call.lost | {\"url\":\"https://example.com/webhooks\",\"events\":[\"call.initiated\",\"call.answered\"]}"
      })
  void ensureUpdatesOnlyWhatDiffers(String url, String events, String changes) {
    for (Form form : Form.values()) {
      server.answers(200, "[" + hook("7", url, events.split(",")) + "]").answers(200, EXAMPLE);

      assertThat(ensure(form).outcome()).isEqualTo(EnsuredWebhook.Outcome.UPDATED);

      server.takeRequest();
      RecordedRequest update = server.takeRequest();
      assertThat(update.getRequestLine()).isEqualTo("PATCH /api/v1/webhooks/7 HTTP/1.1");
      assertThat(TestServer.body(update)).isEqualTo(changes);
    }
  }

  @ParameterizedTest
  @EnumSource
  void ensureLeavesAloneWhatFitsEvenIfPausedAndInAnotherOrder(Form form) {
    String paused =
        hook("7", "https://example.com/webhooks", "call.answered", "call.initiated")
            .replace("\"id\"", "\"active\":false,\"id\"");
    server.answers(200, "[" + paused + "]");

    EnsuredWebhook ensured = ensure(form);

    assertThat(ensured.outcome()).isEqualTo(EnsuredWebhook.Outcome.UNCHANGED);
    assertThat(ensured.webhook().active()).isFalse();
    assertThat(server.requestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void ensureChangesNothingIfTheNameIsAmbiguous(Form form) {
    String one = hook("1", "https://a.example/", "call.lost");
    server.answers(200, "[" + one + "," + one.replace("\"1\"", "\"2\"") + "]");

    assertThatThrownBy(() -> ensure(form))
        .isExactlyInstanceOf(PhoneIncException.class)
        .hasMessage("2 webhooks have the same name; which one is meant cannot be told");
    assertThat(server.requestCount()).isEqualTo(1);
  }

  private EnsuredWebhook ensure(Form form) {
    CreateWebhook spec =
        CreateWebhook.builder()
            .name("Slack notifications")
            .url("https://example.com/webhooks")
            .events(EventType.CALL_INITIATED, EventType.CALL_ANSWERED)
            .build();
    return form.call(() -> phone.webhooks().ensure(spec), () -> phone.webhooks().ensureAsync(spec));
  }

  private static String hook(String id, String url, String... events) {
    return "{\"id\":\"%s\",\"name\":\"Slack notifications\",\"url\":\"%s\",\"events\":[\"%s\"]}"
        .formatted(id, url, String.join("\",\"", events));
  }

  private static void assertExample(Webhook hook) {
    assertThat(hook.id()).isEqualTo("01JVWX...");
    assertThat(hook.name()).isEqualTo("Slack notifications");
    assertThat(hook.url()).isEqualTo("https://example.com/webhooks");
    assertThat(hook.events()).containsExactly(EventType.CALL_INITIATED, EventType.CALL_ANSWERED);
    assertThat(hook.active()).isTrue();
    assertThat(hook.createdAt()).isEqualTo(Instant.parse("2026-05-15T10:00:00Z"));
    assertThat(hook.updatedAt()).isEqualTo(Instant.parse("2026-05-15T10:00:00Z"));
  }
}
