package inc.phone.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings change while the shop runs. */
class LiveSettingsTest {
  private static final String SETTINGS = "/settings";
  private static final String SECRETS = SETTINGS + "/webhook-secrets";
  private static final String NEW_SECRET = "the secret of the next season";

  @TempDir Path folder;
  private Map<String, String> environment;
  private TestShop shop;

  @BeforeEach
  void start() {
    environment = TestShop.environment(folder);
    environment.put("SHOP_SECRET_KEYS", "k1:" + key(1));
    environment.put("LIVEKIT_URL", "wss://media.example");
    environment.put("LIVEKIT_API_KEY", "APIkeyOfTheTests");
    environment.put("LIVEKIT_API_SECRET", "a secret of the tests that is long enough");
    shop = TestShop.start(environment);
  }

  @AfterEach
  void stop() {
    shop.close();
  }

  private static String key(int seed) {
    byte[] bytes = new byte[32];
    bytes[0] = (byte) seed;
    return Base64.getEncoder().encodeToString(bytes);
  }

  private void restart() {
    shop.close();
    shop = TestShop.start(environment);
  }

  private JsonNode save(String json) {
    HttpResponse<String> answer = shop.admin("PUT", SETTINGS, json);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return TestShop.parse(answer);
  }

  private int health() {
    return shop.send(shop.request("/api/phone/health").GET()).statusCode();
  }

  private HttpResponse<String> token() {
    return shop.send(
        TestShop.asAdmin(shop.request("/api/phone/token"))
            .POST(
                BodyPublishers.ofString(
                    "{\"purpose\":\"admin-test-call\",\"workspace_id\":\"ws_2\"}")));
  }

  private int deliver(String secret, String callId) {
    String body = Bodies.initiated(callId, "+4520123456", "10:00:00");
    return shop.send(
            TestShop.signed(shop.request("/api/phone/webhook"), secret, body.getBytes(UTF_8))
                .POST(BodyPublishers.ofString(body)))
        .statusCode();
  }

  @Test
  void emptyingKeyOrWorkspaceTurnsEveryPhoneEndpointOffAndFillingItTurnsItOnAgain() {
    for (String field : List.of("api_key", "workspace_id")) {
      assertThat(deliver(TestShop.SECRET, "before " + field)).isEqualTo(200);
      assertThat(save("{\"%s\":\"\"}".formatted(field)).get("enabled").booleanValue()).isFalse();

      assertThat(deliver(TestShop.SECRET, "while off")).isEqualTo(503);
      assertThat(health()).isEqualTo(503);
      assertThat(token().statusCode()).isEqualTo(503);
      assertThat(shop.admin("POST", "/quarantine/replay", "").statusCode()).isEqualTo(503);
      assertThat(shop.admin("POST", "/reconcile?since=2026-05-15T10:00:00Z", "").statusCode())
          .isEqualTo(503);
      assertThat(shop.admin("/calls").statusCode()).isEqualTo(200);
      assertThat(shop.admin("/calls/while%20off").statusCode()).isEqualTo(404);

      assertThat(save("{\"%s\":\"filled\"}".formatted(field)).get("enabled").booleanValue())
          .isTrue();
      assertThat(health()).isEqualTo(200);
      assertThat(deliver(TestShop.SECRET, "after " + field)).isEqualTo(200);
    }
  }

  @Test
  void aSecretIsRotatedWhileDeliveriesComeIn() {
    HttpResponse<String> added =
        shop.admin("POST", SECRETS, "{\"secret\":\"%s\"}".formatted(NEW_SECRET));
    assertThat(added.statusCode()).isEqualTo(201);
    assertThat(deliver(NEW_SECRET, "c1")).isEqualTo(200);
    assertThat(deliver(TestShop.SECRET, "c2")).isEqualTo(200);

    for (String id : List.of("environment-1", "environment-2")) {
      assertThat(shop.admin("DELETE", SECRETS + "/" + id, "").statusCode()).isEqualTo(200);
      assertThat(shop.admin("DELETE", SECRETS + "/" + id, "").statusCode()).isEqualTo(404);
    }
    assertThat(deliver(TestShop.SECRET, "c3")).isEqualTo(401);
    assertThat(deliver(NEW_SECRET, "c4")).isEqualTo(200);

    restart();
    assertThat(deliver(TestShop.OLD_SECRET, "c5")).isEqualTo(401);
    assertThat(deliver(NEW_SECRET, "c5")).isEqualTo(200);

    String id = TestShop.parse(added).get("id").textValue();
    shop.admin("DELETE", SECRETS + "/" + id, "");
    assertThat(deliver(NEW_SECRET, "c6")).isEqualTo(503); // none is left, a retry may find one
  }

  @Test
  void theNextRequestToTheApiHasTheNewKeyAndGoesToTheNewServer() throws IOException {
    List<String> keys = new CopyOnWriteArrayList<>();
    HttpServer api =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.createContext(
        "/",
        exchange -> {
          keys.add(exchange.getRequestHeaders().getFirst("X-Api-Key"));
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    api.start();
    try {
      String base = "http://127.0.0.1:" + api.getAddress().getPort();
      assertThat(shop.admin("PUT", SETTINGS, "{\"base_url\":\"%s\"}".formatted(base)).statusCode())
          .isEqualTo(422);
      save("{\"base_url\":\"%s\",\"api_key\":\"phk_new\"}".formatted(base));
      shop.admin("POST", "/reconcile?since=2026-05-15T10:00:00Z", "");
      save("{\"api_key\":\"phk_newer\"}");
      shop.admin("POST", "/reconcile?since=2026-05-15T10:00:00Z", "");

      assertThat(keys).startsWith("phk_new").endsWith("phk_newer").doesNotContain("phk_1");
    } finally {
      api.stop(0);
    }
  }

  @Test
  void tokensAreForTheWorkspaceOfNow() {
    assertThat(token().statusCode()).isEqualTo(403);
    save("{\"workspace_id\":\"ws_2\"}");
    assertThat(token().statusCode()).isEqualTo(201);
  }

  @Test
  void anotherNodeFollowsWithoutARestart() {
    try (TestShop other = TestShop.start(environment)) {
      save("{\"workspace_id\":\"\"}");

      long started = System.nanoTime();
      while (other.send(other.request("/api/phone/health").GET()).statusCode() != 503) {
        assertThat(System.nanoTime() - started).isLessThan(Duration.ofSeconds(20).toNanos());
      }
    }
  }

  @Test
  void noAnswerHoldsASecret() {
    String saved = save("{\"api_key\":\"phk_canary\",\"workspace_id\":\"ws_9\"}").toString();
    String added = shop.admin("POST", SECRETS, "{\"secret\":\"" + NEW_SECRET + "\"}").body();
    HttpResponse<String> shown = shop.admin(SETTINGS);

    assertThat(saved + added + shown.body())
        .doesNotContain("phk_canary", NEW_SECRET, TestShop.SECRET, TestShop.OLD_SECRET, key(1));
    assertThat(shown.headers().firstValue("Cache-Control")).contains("no-store");
    JsonNode json = TestShop.parse(shown);
    assertThat(json.at("/workspace_id/value").textValue()).isEqualTo("ws_9");
    assertThat(json.at("/api_key/set").booleanValue()).isTrue();
    assertThat(json.at("/api_key").has("value")).isFalse();
    assertThat(json.at("/base_url/saved_at").isNull()).isTrue();
    assertThat(json.at("/webhook_secrets/active").intValue()).isEqualTo(3);
    assertThat(json.at("/webhook_secrets/items/2/added_at").isTextual()).isTrue();
  }

  @Test
  void deletingGoesBackToTheEnvironment() {
    save("{\"api_key\":\"\"}");

    HttpResponse<String> answer = shop.admin("DELETE", SETTINGS, "");

    assertThat(TestShop.parse(answer).get("enabled").booleanValue()).isTrue();
    assertThat(health()).isEqualTo(200);
  }

  @Test
  void onlyTheAdminMayLookAndChange() {
    for (String method : List.of("GET", "PUT", "DELETE")) {
      var request = shop.request("/api/admin/phone" + SETTINGS);
      assertThat(shop.send(request.method(method, BodyPublishers.ofString("{}"))).statusCode())
          .isEqualTo(401);
    }
    var stranger = shop.request("/api/admin/phone" + SECRETS);
    assertThat(shop.send(stranger.POST(BodyPublishers.ofString("{}"))).statusCode()).isEqualTo(401);
  }

  @Test
  void whatMakesNoSenseIsRefusedWithAReason() {
    for (String wrong : List.of("", "[]", "{\"apikey\":\"x\"}", "{\"api_key\":7}")) {
      HttpResponse<String> answer = shop.admin("PUT", SETTINGS, wrong);
      assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
      assertThat(answer.body()).contains("workspace_id");
    }
    assertThat(shop.admin("PUT", SETTINGS, "{\"api_key\":\"a key\\nX: y\"}").statusCode())
        .isEqualTo(422);
    assertThat(shop.admin("POST", SECRETS, "{\"secret\":\"short\"}").statusCode()).isEqualTo(422);
    assertThat(shop.admin("POST", SECRETS, "{}").statusCode()).isEqualTo(422);
    assertThat(health()).isEqualTo(200);
  }

  @Test
  void withoutAKeyTheEnvironmentCountsAndSavingSaysSo() {
    environment.remove("SHOP_SECRET_KEYS");
    restart();

    assertThat(health()).isEqualTo(200);
    assertThat(shop.json(SETTINGS).get("editable").booleanValue()).isFalse();
    HttpResponse<String> answer = shop.admin("PUT", SETTINGS, "{\"api_key\":\"x\"}");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("SHOP_SECRET_KEYS is not set");
  }

  @Test
  void whatCannotBeDecryptedTurnsItOffAndHealthSaysWhy() throws SQLException {
    save("{\"api_key\":\"phk_canary\",\"workspace_id\":\"ws_9\"}");
    try (Connection database = DriverManager.getConnection(environment.get("SHOP_DB"));
        Statement statement = database.createStatement()) {
      statement.executeUpdate(
          """
          UPDATE shop_setting SET value =
            (SELECT value FROM shop_setting WHERE field = 'api_key')
          WHERE field = 'workspace_id'""");
    }
    restart();

    HttpResponse<String> answer = shop.send(shop.request("/api/phone/health").GET());
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body())
        .contains("what is saved as workspace_id cannot be decrypted")
        .doesNotContain("phk_canary", "ws_9");
    assertThat(deliver(TestShop.SECRET, "c1")).isEqualTo(503);
    assertThat(shop.admin("/calls").statusCode()).isEqualTo(200);
  }

  @Test
  void keysOfTheWrongFormStopTheStartAndAreNotRepeated() {
    for (String wrong : List.of("canary", "k1:canary", "k1:" + key(1) + ",k1:" + key(2))) {
      environment.put("SHOP_SECRET_KEYS", wrong);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> ShopConfig.from(environment))
          .withMessageNotContainingAny("canary", key(1), key(2));
    }
  }
}
