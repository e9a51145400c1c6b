package inc.phone.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import inc.phone.webhooks.signature.HmacScheme;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bridge asks which agent takes a call, and has an answer. */
class InboundEndpointTest {
  private static final String SIP_INBOUND = "/api/v1/webhooks/livekit/sip-inbound";
  private static final String BRIDGE_SECRET = "secret of the bridge";
  private static final String REQUEST =
      """
      {"call_id":"%1$s","trunk_id":"ST_1","trunk_phone_number":"+4570707070",
       "from_number":"%2$s","to_number":"+45 70 70 70 70","room_name":"sip-room-%1$s"}""";

  @TempDir static Path folder;
  private static TestShop shop;

  @BeforeAll
  static void start() throws IOException {
    Path numbers = folder.resolve("numbers.csv");
    Files.writeString(
        numbers,
        """
        number,id,tenant_id,tenant_agent,campaign_id,campaign_agent
        70 70 70 70,n1,t1,tenant-agent,c1,sales-agent
        +4571717171,n2,t1,tenant-agent,,
        """);
    Map<String, String> environment = TestShop.environment(folder);
    environment.put("SHOP_NUMBERS", numbers.toString());
    environment.put("LIVEKIT_BRIDGE_SECRET", BRIDGE_SECRET);
    environment.put("LIVEKIT_INBOUND_TRUNK_ID", "ST_OURS");
    shop = TestShop.start(environment);
  }

  @AfterAll
  static void stop() {
    shop.close();
  }

  @Test
  void answersWithTheAgentOfTheCampaignAndWritesOneRow() {
    HttpResponse<String> answer = ask(REQUEST.formatted("one", "+4520123456"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(TestShop.parse(answer))
        .hasToString(
            """
            {"agent_name":"sales-agent","metadata":"{\\"call_type\\":\\"inbound\\",\
            \\"phone_number_id\\":\\"n1\\",\\"tenant_id\\":\\"t1\\",\\"campaign_id\\":\\"c1\\",\
            \\"from_number\\":\\"+4520123456\\",\\"to_number\\":\\"+4570707070\\"}",\
            "attributes":{"inbound":"true","phone_number":"+4570707070",\
            "caller":"+4520123456"}}""");

    JsonNode call = shop.call("sip-room-one");
    assertThat(call.get("from").textValue()).isEqualTo("+4520123456");
    assertThat(call.get("direction").textValue()).isEqualTo("inbound");
    assertThat(call.get("customer_id").textValue()).isEqualTo("jane");
    assertThat(call.get("event_count").intValue()).isEqualTo(1);

    // The bridge asks again, later: the same call, begun when it began.
    assertThat(ask(REQUEST.formatted("one", "+4520123456")).body()).isEqualTo(answer.body());
    JsonNode again = shop.call("sip-room-one");
    assertThat(again.get("started_at")).isEqualTo(call.get("started_at"));
    assertThat(again.get("event_count").intValue()).isEqualTo(1);
  }

  @Test
  void aTenantsNumberAndAStrangersHaveTheirAgents() {
    String request = REQUEST.formatted("two", "anonymous");

    assertThat(agent(ask(request.replace("+45 70 70 70 70", "+4571717171"))))
        .isEqualTo("tenant-agent");
    assertThat(agent(ask(request.replace("+45 70 70 70 70", "+1XXXXXXXXXX").replace("two", "x"))))
        .isEqualTo("telephony-agent");
  }

  @Test
  void manyFirstCallsOfOneNumberMakeOneLead() throws Exception {
    int calls = 40;
    ExecutorService threads = Executors.newFixedThreadPool(calls);
    try {
      List<Callable<String>> work = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        String request = REQUEST.formatted("many-" + i, "+4522222222");
        work.add(() -> agent(ask(request)));
      }
      for (Future<String> agent : threads.invokeAll(work)) {
        assertThat(agent.get()).isIn("sales-agent", "telephony-agent");
      }
      awaitLeads("+4522222222");
      shop.eventually(
          "/calls?limit=500",
          page ->
              page.get("calls").findValuesAsText("from").stream()
                      .filter("+4522222222"::equals)
                      .count()
                  == calls);
      assertThat(leads("+4522222222")).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  private static void awaitLeads(String number) throws SQLException {
    long started = System.nanoTime();
    while (leads(number) == 0) {
      assertThat(System.nanoTime() - started).isLessThan(20_000_000_000L);
    }
  }

  private static int leads(String number) throws SQLException {
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("shop.db"));
        Statement statement = database.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT count(*) FROM phone_lead WHERE number = '" + number + "'")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  @Test
  void whatIsNoRequestIs400WithTheReason() {
    for (String body : List.of("", "no", "[]", "{}", "{\"call_id\":\"c\",\"to_number\":\"1\"}")) {
      HttpResponse<String> answer = ask(body);
      assertThat(answer.statusCode()).as(body).isEqualTo(400);
      assertThat(TestShop.parse(answer).get("error").textValue()).as(body).isNotBlank();
    }
    assertThat(ask(" ".repeat(70 * 1024)).statusCode()).isEqualTo(413);
  }

  @Test
  void onlyTheBridgeIsAnswered() {
    String body = REQUEST.formatted("forged", "+4520123456");
    byte[] bytes = body.getBytes(UTF_8);
    String unsigned =
        shop.send(shop.request(SIP_INBOUND).POST(BodyPublishers.ofString(body))).body();
    for (String secret : List.of("another secret", TestShop.SECRET, TestShop.TOKEN)) {
      HttpResponse<String> answer = ask(secret, bytes, bytes);
      assertThat(answer.statusCode()).as(secret).isEqualTo(401);
      assertThat(answer.body()).isEqualTo(unsigned).isEqualTo("{\"error\":\"unauthorized\"}");
    }
    assertThat(ask(BRIDGE_SECRET, bytes, (body + " ").getBytes(UTF_8)).statusCode()).isEqualTo(401);
    assertThat(shop.admin("/calls/sip-room-forged").statusCode()).isEqualTo(404);
  }

  @Test
  void withoutASecretNobodyIsAnswered(@TempDir Path other) {
    try (TestShop closed = TestShop.start(other)) {
      HttpResponse<String> answer =
          closed.send(closed.request(SIP_INBOUND).POST(BodyPublishers.ofString("{}")));
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(closed.send(closed.request("/api/v1/webhooks/health").GET()).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void theBridgeIsAnsweredHoweverManyForgeriesComeFromItsAddress(@TempDir Path other) {
    Map<String, String> environment = TestShop.environment(other);
    environment.put("LIVEKIT_BRIDGE_SECRET", BRIDGE_SECRET);
    try (TestShop flooded = TestShop.start(environment)) {
      List<Integer> answers = new ArrayList<>();
      HttpResponse<String> last = null;
      for (int i = 0; i < 130; i++) {
        last = flooded.send(flooded.request(SIP_INBOUND).POST(BodyPublishers.ofString("{}")));
        answers.add(last.statusCode());
      }

      assertThat(answers.subList(0, 100)).containsOnly(401);
      assertThat(answers).contains(429).containsOnly(401, 429);
      assertThat(last.statusCode()).isEqualTo(429);
      assertThat(last.headers().firstValue("Retry-After")).contains("1");
      assertThat(last.body()).isEqualTo("{\"error\":\"too many rejected requests\"}");
      byte[] body = REQUEST.formatted("real", "+4520123456").getBytes(UTF_8);
      assertThat(ask(flooded, BRIDGE_SECRET, body, body).statusCode()).isEqualTo(200);
      flooded.accept(Bodies.initiated("also real", "+4520123456", "10:00:00"));
    }
  }

  /** The curl example of the host platform, apart from host, port and the admin header. */
  @Test
  void theTestOfTheSeedRunsTheSameWithoutACall() {
    String body = "{\"to_number\": \"+1XXXXXXXXXX\", \"from_number\": \"+15551234567\"}";
    var request = shop.request("/api/v1/webhooks/test").header("Content-Type", "application/json");
    assertThat(shop.send(request.POST(BodyPublishers.ofString(body))).statusCode()).isEqualTo(401);

    HttpResponse<String> answer =
        shop.send(TestShop.asAdmin(request).POST(BodyPublishers.ofString(body)));

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode json = TestShop.parse(answer);
    assertThat(json.get("status").textValue()).isEqualTo("processed");
    assertThat(json.get("agent_name").textValue()).isEqualTo("telephony-agent");
    assertThat(json.get("metadata").textValue()).contains("\"from_number\":\"+15551234567\"");
    assertThat(json.get("attributes").get("phone_number").textValue()).isEqualTo("+1XXXXXXXXXX");
    assertThat(json.get("request").get("trunk_id").textValue()).isEqualTo("ST_OURS");
    String room = json.get("request").get("room_name").textValue();
    assertThat(shop.call(room).get("to").textValue()).isEqualTo("+1XXXXXXXXXX");

    for (String wrong : List.of("", "[]", "{}", "{\"to_number\":7,\"from_number\":\"\"}")) {
      HttpResponse<String> refused =
          shop.send(
              TestShop.asAdmin(shop.request("/api/v1/webhooks/test"))
                  .POST(BodyPublishers.ofString(wrong)));
      assertThat(refused.statusCode()).as(wrong).isEqualTo(400);
    }
  }

  @Test
  void healthListsTheEndpoints() {
    HttpResponse<String> answer = shop.send(shop.request("/api/v1/webhooks/health").GET());

    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode json = TestShop.parse(answer);
    assertThat(json.get("status").textValue()).isEqualTo("operational");
    assertThat(json.get("endpoints").toString())
        .contains("POST " + SIP_INBOUND, "GET /api/v1/webhooks/health");
  }

  private static String agent(HttpResponse<String> answer) {
    return TestShop.parse(answer).get("agent_name").textValue();
  }

  private static HttpResponse<String> ask(String body) {
    byte[] bytes = body.getBytes(UTF_8);
    return ask(BRIDGE_SECRET, bytes, bytes);
  }

  private static HttpResponse<String> ask(String secret, byte[] signed, byte[] sent) {
    return ask(shop, secret, signed, sent);
  }

  private static HttpResponse<String> ask(
      TestShop shop, String secret, byte[] signed, byte[] sent) {
    var request = shop.request(SIP_INBOUND);
    HmacScheme.builder()
        .header("X-LiveKit-Signature")
        .build()
        .signer(secret)
        .sign(signed)
        .forEach(request::header);
    return shop.send(request.POST(BodyPublishers.ofByteArray(sent)));
  }
}
