package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffSwitchTest {
  private static final List<String> PHONE =
      List.of(
          "POST /api/phone/webhook",
          "POST /api/phone/webhook?token=" + TestShop.encode(TestShop.SECRET),
          "GET /api/phone/webhook",
          "GET /api/phone/health",
          "POST /api/phone/token",
          "GET /api/phone/anything/else");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"PHONE_INC_WORKSPACE_ID", "PHONE_INC_API_KEY"})
  void everyPhoneEndpointIsUnavailableAndNothingIsWritten(String missing) {
    Map<String, String> environment = TestShop.environment(folder);
    try (TestShop on = TestShop.start(environment)) {
      on.accept(Bodies.initiated("before", "+4520123456", "10:00:00"));
      on.call("before");
      on.deliver("unreadable");
    }
    environment.put(missing, " ");
    try (TestShop off = TestShop.start(environment)) {
      for (String endpoint : PHONE) {
        HttpResponse<String> answer = send(off, endpoint, "{}");
        assertThat(answer.statusCode()).as(endpoint).isEqualTo(503);
      }
      assertThat(off.deliver(Bodies.initiated("while off", "+4520123456", "10:01:00")).statusCode())
          .isEqualTo(503);
      assertThat(off.admin("POST", "/quarantine/replay", "").statusCode()).isEqualTo(503);

      assertThat(off.json("/calls").get("calls").findValuesAsText("call_id"))
          .containsExactly("before");
      assertThat(off.json("/calls/before").get("customer_id").textValue()).isEqualTo("jane");
      assertThat(off.json("/quarantine").get("items")).hasSize(1);
    }
  }

  @Test
  void healthSaysWhyItIsOff() {
    Map<String, String> environment = TestShop.environment(folder);
    environment.remove("PHONE_INC_API_KEY");
    try (TestShop shop = TestShop.start(environment)) {
      JsonNode health = TestShop.parse(send(shop, "GET /api/phone/health", ""));

      assertThat(health)
          .hasToString(
              """
              {"status":"down","reasons":["the integration is off: PHONE_INC_WORKSPACE_ID or \
              PHONE_INC_API_KEY is empty"]}""");
    }
  }

  @Test
  void withoutASecretNothingIsAcceptedAndHealthSaysSo() {
    Map<String, String> environment = TestShop.environment(folder);
    environment.put("PHONE_INC_WEBHOOK_SECRET", " , ");
    try (TestShop shop = TestShop.start(environment)) {
      for (String endpoint : List.of("POST /api/phone/webhook", "POST /api/phone/webhook?token=")) {
        HttpResponse<String> answer = send(shop, endpoint, Bodies.SEED_FLAT);
        assertThat(answer.statusCode()).as(endpoint).isEqualTo(503);
      }
      assertThat(send(shop, "GET /api/phone/health", "").body())
          .contains("PHONE_INC_WEBHOOK_SECRET is not set");
      assertThat(shop.json("/calls").get("calls")).isEmpty();
    }
  }

  @Test
  void healthyShopIsUp() {
    try (TestShop shop = TestShop.start(folder)) {
      HttpResponse<String> answer = send(shop, "GET /api/phone/health", "");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"status\":\"up\",\"reasons\":[]}");
    }
  }

  private static HttpResponse<String> send(TestShop shop, String endpoint, String body) {
    String[] parts = endpoint.split(" ");
    return shop.send(shop.request(parts[1]).method(parts[0], BodyPublishers.ofString(body)));
  }
}
