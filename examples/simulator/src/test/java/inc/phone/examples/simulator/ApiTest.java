package inc.phone.examples.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import inc.phone.examples.simulator.truth.CallTruth;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {
  private static final String KEY = "phk_test";
  private static final String WEBHOOKS = "/api/v1/webhooks";
  private static final String CREATE =
      """
      {"name":"Slack notifications","url":"https://example.com/webhooks",
       "events":["call.initiated","call.answered"]}""";

  private final HttpClient client = HttpClient.newHttpClient();
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-05-15T10:00:00.75Z"));
  private final VirtualTime time = new VirtualTime();
  private PhoneIncSimulator simulator;

  @BeforeEach
  void start() {
    simulator = PhoneIncSimulator.builder().port(0).apiKey(KEY).clock(clock()).timer(time).start();
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void createsListsUpdatesAndDeletesAsDocumented() throws Exception {
    HttpResponse<String> created = send("POST", WEBHOOKS, CREATE);
    String id = json(created).get("id").textValue();
    String object =
        """
        {"id":"%s","name":"Slack notifications","url":"https://example.com/webhooks",
         "events":["call.initiated","call.answered"],"active":true,
         "created_at":"2026-05-15T10:00:00Z","updated_at":"2026-05-15T10:00:00Z"}"""
            .formatted(id);
    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/json");
    assertThat(json(created)).isEqualTo(json(object));

    HttpResponse<String> listed = send("GET", WEBHOOKS, null);
    assertThat(listed.statusCode()).isEqualTo(200);
    assertThat(json(listed)).as("a bare array").isEqualTo(json("[" + object + "]"));

    now.set(Instant.parse("2026-05-15T14:30:00Z"));
    HttpResponse<String> paused = send("PATCH", WEBHOOKS + "/" + id, "{\"active\":false}");
    assertThat(paused.statusCode()).isEqualTo(200);
    assertThat(json(paused))
        .isEqualTo(
            json(
                object
                    .replace("\"active\":true", "\"active\":false")
                    .replace(
                        "updated_at\":\"2026-05-15T10:00", "updated_at\":\"2026-05-15T14:30")));

    HttpResponse<String> deleted = send("DELETE", WEBHOOKS + "/" + id, null);
    assertThat(deleted.statusCode()).isEqualTo(204);
    assertThat(deleted.body()).isEmpty();
    assertThat(json(send("GET", WEBHOOKS, null))).isEqualTo(json("[]"));
  }

  @Test
  void updateReplacesTheWholeListOfEvents() throws Exception {
    String id = json(send("POST", WEBHOOKS, CREATE)).get("id").textValue();

    JsonNode updated =
        json(send("PATCH", WEBHOOKS + "/" + id, "{\"events\":[\"voicemail.new\"],\"name\":\"n\"}"));

    assertThat(updated.get("events")).isEqualTo(json("[\"voicemail.new\"]"));
    assertThat(updated.get("name").textValue()).isEqualTo("n");
    assertThat(updated.get("url").textValue()).isEqualTo("https://example.com/webhooks");
    assertThat(updated.get("active").booleanValue()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                                      | name   | can't be blank
          {}                                                      | url    | can't be blank
          {}                                                      | events | can't be blank
          {"name":" ","url":"https://a.b","events":["call.lost"]} | name   | can't be blank
          {"name":7,"url":"https://a.b","events":["call.lost"]}   | name   | must be a string
          {"name":"n","url":"http://a.b","events":["call.lost"]}  | url    | must be an HTTPS URL
          {"name":"n","url":"ftp://a.b","events":["call.lost"]}   | url    | must be an HTTPS URL
          {"name":"n","url":"a b","events":["call.lost"]}         | url    | must be an HTTPS URL
          {"name":"n","url":"https:///x","events":["call.lost"]}  | url    | must be an HTTPS URL
          {"name":"n","url":"https://a.b","events":[]}            | events | can't be blank
          {"name":"n","url":"https://a.b","events":"call.lost"}   | events | must be an array of strings
          {"name":"n","url":"https://a.b","events":["call.lots"]} | events | contains an unknown event type
          {"name":"n","url":"https://a.b","events":[null]}        | events | contains an unknown event type
          """)
  void refusesInvalidSubscriptionsByField(String body, String field, String message)
      throws Exception {
    HttpResponse<String> answer = send("POST", WEBHOOKS, body);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(json(answer).at("/errors/" + field)).isEqualTo(json("[\"" + message + "\"]"));
    assertThat(json(send("GET", WEBHOOKS, null))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"active\":\"no\"}",
        "{\"name\":null}",
        "{\"url\":\"http://x.y\"}",
        "{\"events\":[]}"
      })
  void refusesInvalidUpdatesAndChangesNothing(String body) throws Exception {
    String id = json(send("POST", WEBHOOKS, CREATE)).get("id").textValue();
    JsonNode before = json(send("GET", WEBHOOKS, null));

    assertThat(send("PATCH", WEBHOOKS + "/" + id, body).statusCode()).isEqualTo(422);
    assertThat(json(send("GET", WEBHOOKS, null))).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8080/x", "http://127.0.0.1/x", "http://[::1]:1/x"})
  void takesPlainHttpOnThisMachine(String url) throws Exception {
    String body = CREATE.replace("https://example.com/webhooks", url);

    assertThat(send("POST", WEBHOOKS, body).statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({
    "POST,   /api/v1/webhooks,     400, no JSON",
    "POST,   /api/v1/webhooks,     400, []",
    "PATCH,  /api/v1/webhooks/x,   404, {}",
    "DELETE, /api/v1/webhooks/x,   404,",
    "GET,    /api/v1/webhooks/x,   404,",
    "GET,    /api/v1/calls/x,      404,",
    "GET,    /api/v1/nothing,      404,",
    "GET,    /v1/webhooks,         404,",
    "POST,   /simulator/play,      400, {}",
  })
  void tellsEveryErrorInOneShape(String method, String path, int status, String body)
      throws Exception {
    HttpResponse<String> answer = send(method, path, body);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(json(answer).get("error").isTextual()).isTrue();
    assertThat(json(answer)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "X-Api-Key,     phk_test,         200",
    "X-Api-Key,     phk_wrong,        401",
    "X-Api-Key,     '',               401",
    "Authorization, Bearer phk_test,  200",
    "Authorization, bearer phk_test,  200",
    "Authorization, Bearer phk_wrong, 401",
    "Authorization, Basic phk_test,   401",
    "X-Other,       phk_test,         401",
  })
  void letsOnlyTheKeyIn(String header, String value, int status) throws Exception {
    for (String path : new String[] {WEBHOOKS, "/api/v1/calls", "/simulator/statistics"}) {
      HttpResponse<String> answer =
          client.send(request("GET", path, null).header(header, value).build(), utf8());

      assertThat(answer.statusCode()).as(path).isEqualTo(status);
      if (status == 401) {
        assertThat(json(answer).get("error").isTextual()).isTrue();
      }
    }
  }

  @Test
  void prefersTheKeyOfTheHeader() throws Exception {
    HttpRequest request =
        request("GET", WEBHOOKS + "?api_key=phk_test", null)
            .header("X-Api-Key", "phk_wrong")
            .header("Authorization", "Bearer phk_test")
            .build();

    assertThat(client.send(request, utf8()).statusCode()).isEqualTo(401);
    assertThat(
            client
                .send(request("GET", WEBHOOKS + "?api_key=phk_test", null).build(), utf8())
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void showsTheRecordsThatTheTruthSpeaksOf() throws Exception {
    assertThat(send("POST", "/simulator/play", "{\"calls\":60}").statusCode()).isEqualTo(202);

    JsonNode calls = json(send("GET", "/api/v1/calls", null)).get("calls");
    assertThat(calls).hasSize(60);
    for (CallTruth truth : simulator.truth()) {
      JsonNode call = json(send("GET", "/api/v1/calls/" + truth.callId(), null));
      assertThat(calls).contains(call);
      assertThat(call.get("started_at").textValue()).isEqualTo(truth.startedAt().toString());
      assertThat(call.get("transcription").textValue()).isEqualTo(truth.transcription());
      assertThat(call.get("from").textValue()).isEqualTo(truth.from());
    }
    assertThat(json(send("GET", "/api/v1/calls?direction=outbound", null)).get("calls"))
        .isNotEmpty()
        .allMatch(call -> call.get("direction").textValue().equals("outbound"));
    JsonNode voicemails = json(send("GET", "/api/v1/voicemails", null));
    long expected = simulator.truth().stream().mapToLong(call -> call.voicemails().size()).sum();
    assertThat(voicemails.get("voicemails")).hasSize((int) expected);
    assertThat(voicemails.get("unlistened_count").longValue()).isEqualTo(expected);
    assertThat(json(send("GET", "/simulator/truth", null))).hasSize(60);
    assertThat(json(send("GET", "/simulator/statistics", null)).get("calls").intValue())
        .isEqualTo(60);
  }

  @ParameterizedTest
  @CsvSource({
    "%2B447700900100, 1",
    "%2B44%207700%20900-100, 1",
    "+447700900100, 1",
    "%2B447700900999, 0",
    "nonsense, 0",
    "'', 0",
  })
  void findsContactsByNumber(String phone, int found) throws Exception {
    HttpResponse<String> answer = send("GET", "/api/v1/contacts?phone=" + phone, null);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).get("contacts")).hasSize(found);
  }

  @Test
  void listsEmployeesAndContacts() throws Exception {
    assertThat(json(send("GET", "/api/v1/employees", null)).get("employees")).hasSize(3);
    assertThat(json(send("GET", "/api/v1/contacts", null)).get("contacts"))
        .hasSize(simulator.contacts().size());
  }

  private HttpResponse<String> send(String method, String path, String body) throws Exception {
    return client.send(request(method, path, body).header("X-Api-Key", KEY).build(), utf8());
  }

  private HttpRequest.Builder request(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(simulator.baseUrl() + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    return body == null ? request : request.header("Content-Type", "application/json");
  }

  private static HttpResponse.BodyHandler<String> utf8() {
    return BodyHandlers.ofString(StandardCharsets.UTF_8);
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return json(answer.body());
  }

  private static JsonNode json(String text) throws Exception {
    return JsonMapper.builder().build().readTree(text);
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now.get();
      }
    };
  }
}
