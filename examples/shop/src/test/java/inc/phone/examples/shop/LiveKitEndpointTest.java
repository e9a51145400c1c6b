package inc.phone.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import inc.phone.settings.Secret;
import inc.phone.token.MediaToken;
import inc.phone.token.MediaTokenVerifier;
import inc.phone.webhooks.signature.WebhookSigner;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** LiveKit's events, calls that LiveKit signs for, and tokens for its rooms. */
class LiveKitEndpointTest {
  private static final String KEY = "APIkeyOfTheTests";
  private static final String SECRET = "a secret of the tests that is long enough";
  private static final String EVENTS = "/api/v1/webhooks/livekit/events";
  private static final String SIP_INBOUND = "/api/v1/webhooks/livekit/sip-inbound";
  private static final String TOKEN = "/api/phone/token";

  @TempDir static Path folder;
  private static TestShop shop;

  private static Map<String, String> environment(Path folder) {
    Map<String, String> environment = TestShop.environment(folder);
    environment.put("LIVEKIT_URL", "wss://media.example");
    environment.put("LIVEKIT_API_KEY", KEY);
    environment.put("LIVEKIT_API_SECRET", SECRET);
    return environment;
  }

  @BeforeAll
  static void start() throws IOException {
    Path numbers = folder.resolve("numbers.csv");
    Files.writeString(numbers, "number,id,campaign_id,campaign_agent\n70707070,n1,c1,sales\n");
    Map<String, String> environment = environment(folder);
    environment.put("SHOP_NUMBERS", numbers.toString());
    shop = TestShop.start(environment);
  }

  @AfterAll
  static void stop() {
    shop.close();
  }

  private static HttpResponse<String> signed(String path, String body) {
    var request = shop.request(path);
    WebhookSigner.liveKit(KEY, SECRET).sign(body.getBytes(UTF_8)).forEach(request::header);
    return shop.send(request.POST(BodyPublishers.ofString(body)));
  }

  private static String event(String name, String id, String room, Instant at, String left) {
    return """
    {"event":"%1$s","id":"EV_%2$s","createdAt":"%4$d","room":{"sid":"RM_%3$s","name":"%3$s"},
     "participant":{"sid":"PA_%3$s","identity":"sip_+4520123456","kind":"SIP","joinedAt":"%4$d",
      "attributes":{"sip.callID":"SCL_%3$s","sip.callStatus":"%5$s","sip.ruleID":"SDR_1",
       "sip.phoneNumber":"+4520123456","sip.trunkPhoneNumber":"+4570707070"}}}"""
        .formatted(name, id, room, at.getEpochSecond(), left);
  }

  private static String inbound(String room) {
    return """
    {"call_id":"SCL_%1$s","from_number":"+4520123456","to_number":"+4570707070",
     "room_name":"%1$s"}"""
        .formatted(room);
  }

  @Test
  void oneCallIsOneRowAndItsHangUpCompletesTheLead() throws SQLException {
    Instant now = Instant.now().minusSeconds(5);
    HttpResponse<String> dispatch = signed(SIP_INBOUND, inbound("room-1"));
    assertThat(dispatch.statusCode()).isEqualTo(200);
    assertThat(TestShop.parse(dispatch).get("agent_name").textValue()).isEqualTo("sales");
    assertThat(shop.call("room-1").get("state").textValue()).isEqualTo("initiated");
    assertThat(status("SCL_room-1")).isEqualTo("calling");

    assertThat(signed(EVENTS, event("participant_joined", "1", "room-1", now, "active")).body())
        .isEqualTo("{\"status\":\"accepted\"}");
    assertThat(signed(EVENTS, event("participant_joined", "1", "room-1", now, "active")).body())
        .isEqualTo("{\"status\":\"duplicate\"}");
    JsonNode answered = shop.call("room-1");
    assertThat(answered.get("state").textValue()).isEqualTo("answered");
    assertThat(answered.get("customer_id").textValue()).isEqualTo("jane");
    assertThat(answered.get("event_count").intValue()).isEqualTo(2);

    Instant left = now.plusSeconds(3);
    assertThat(
            signed(EVENTS, event("participant.left", "2", "room-1", left, "hangup")).statusCode())
        .isEqualTo(200);
    assertThat(shop.call("room-1").get("state").textValue()).isEqualTo("ended");
    assertThat(shop.json("/calls?limit=500").get("calls").findValuesAsText("call_id"))
        .containsOnlyOnce("room-1");
    long started = System.nanoTime();
    while (!status("SCL_room-1").equals("completed")) {
      assertThat(System.nanoTime() - started).isLessThan(Duration.ofSeconds(20).toNanos());
    }
  }

  @Test
  void aFinishedRoomCompletesTheLeadToo() throws SQLException {
    Instant now = Instant.now();
    signed(SIP_INBOUND, inbound("room-2"));
    signed(
        EVENTS,
        "{\"event\":\"room_finished\",\"id\":\"EV_9\",\"createdAt\":\"%d\",\"room\":{\"sid\":\"RM_2\",\"name\":\"room-2\"}}"
            .formatted(now.getEpochSecond() + 1));

    assertThat(shop.call("room-2").get("state").textValue()).isEqualTo("ended");
    long started = System.nanoTime();
    while (status("SCL_room-2").equals("calling")) {
      assertThat(System.nanoTime() - started).isLessThan(Duration.ofSeconds(20).toNanos());
    }
  }

  /** Both calls are of one number, so one lead; the status is that of the call asked for. */
  private static String status(String callId) throws SQLException {
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("shop.db"));
        Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT status FROM phone_lead WHERE last_call_id = '" + callId + "'")) {
      return rows.next() ? rows.getString(1) : "no such call";
    }
  }

  @Test
  void whoeverIsNotLiveKitIsRefused() {
    String body = event("participant_joined", "3", "room-3", Instant.now(), "active");
    for (String path : List.of(EVENTS, SIP_INBOUND)) {
      var unsigned = shop.request(path).POST(BodyPublishers.ofString(body));
      assertThat(shop.send(unsigned).statusCode()).isEqualTo(401);
      var forged = shop.request(path);
      WebhookSigner.liveKit(KEY, "another secret that is long enough too")
          .sign(body.getBytes(UTF_8))
          .forEach(forged::header);
      HttpResponse<String> answer = shop.send(forged.POST(BodyPublishers.ofString(body)));
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(answer.body()).isEqualTo("{\"error\":\"unauthorized\"}");
    }
    assertThat(shop.admin("/calls/room-3").statusCode()).isEqualTo(404);
  }

  @Test
  void whatIsAuthenticAndUnreadableIsInQuarantine() {
    assertThat(signed(EVENTS, "not json").body()).isEqualTo("{\"status\":\"quarantined\"}");
    assertThat(shop.json("/quarantine").get("items")).isNotEmpty();
  }

  @Test
  void anEventOfNoCallIsTaken() {
    assertThat(
            signed(EVENTS, "{\"event\":\"news\",\"id\":\"EV_n\",\"createdAt\":\"1795252000\"}")
                .statusCode())
        .isEqualTo(200);
  }

  /** The curl example of the shop platform, apart from host and admin header. */
  @Test
  void aTokenForATestCallIsShortAndAllowsLittle() {
    Instant before = Instant.now();
    HttpResponse<String> answer = token("{ \"purpose\": \"admin-test-call\" }");

    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    JsonNode json = TestShop.parse(answer);
    assertThat(json.get("server_url").textValue()).isEqualTo("wss://media.example");
    Instant end = Instant.parse(json.get("expires_at").textValue());
    assertThat(end).isBetween(before.plusSeconds(118), Instant.now().plusSeconds(121));
    MediaToken token =
        new MediaTokenVerifier(Map.of(KEY, Secret.of(SECRET)), Clock.systemUTC())
            .verify(json.get("participant_token").textValue())
            .orElseThrow();
    assertThat(token.expiresAt()).isEqualTo(end);
    assertThat(token.claims())
        .contains("\"canPublishSources\":[\"microphone\"]", "\"canPublishData\":false")
        .doesNotContain("roomAdmin", "+45");

    assertThat(token("{\"purpose\":\"admin-test-call\",\"workspace_id\":\"ws_1\"}").statusCode())
        .isEqualTo(201);
  }

  @Test
  void aTokenIsForOurWorkspaceTheAdminAndTestCallsOnly() {
    assertThat(token("{\"purpose\":\"admin-test-call\",\"workspace_id\":\"ws_2\"}").statusCode())
        .isEqualTo(403);
    for (String wrong :
        List.of(
            "",
            "[]",
            "{}",
            "{\"purpose\":\"x\"}",
            "{\"purpose\":\"admin-test-call\",\"workspace_id\":7}")) {
      assertThat(token(wrong).statusCode()).as(wrong).isEqualTo(400);
    }
    HttpResponse<String> stranger =
        shop.send(
            shop.request(TOKEN).POST(BodyPublishers.ofString("{\"purpose\":\"admin-test-call\"}")));
    assertThat(stranger.statusCode()).isEqualTo(401);
  }

  @Test
  void withoutLiveKitThereAreNoTokensAndNoEvents(@TempDir Path other) {
    for (String missing : List.of("LIVEKIT_URL", "LIVEKIT_API_KEY", "LIVEKIT_API_SECRET")) {
      Map<String, String> environment = environment(other);
      environment.remove(missing);
      try (TestShop without = TestShop.start(environment)) {
        HttpResponse<String> answer =
            without.send(
                TestShop.asAdmin(without.request(TOKEN))
                    .POST(BodyPublishers.ofString("{\"purpose\":\"admin-test-call\"}")));
        assertThat(answer.statusCode()).as(missing).isEqualTo(503);
        assertThat(answer.body()).contains("is not set");
        if (!missing.equals("LIVEKIT_URL")) {
          var request = without.request(EVENTS);
          WebhookSigner.liveKit(KEY, SECRET).sign("{}".getBytes(UTF_8)).forEach(request::header);
          assertThat(without.send(request.POST(BodyPublishers.ofString("{}"))).statusCode())
              .isEqualTo(401);
        }
      }
    }
  }

  private static HttpResponse<String> token(String body) {
    return shop.send(
        TestShop.asAdmin(shop.request(TOKEN))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }
}
