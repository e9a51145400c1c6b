package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminAuthTest {
  private static final String PHONE = "/api/admin/phone";
  private static final List<String> ENDPOINTS =
      List.of(
          "GET /calls",
          "GET /calls?limit=0",
          "GET /calls/any",
          "GET /voicemails",
          "PUT /calls/any/customer",
          "GET /quarantine",
          "POST /quarantine/replay",
          "GET /deliveries?state=parked",
          "POST /deliveries/replay",
          "GET /not-there",
          "POST /calls",
          "OPTIONS /calls");
  private static final List<String> WRONG =
      List.of(
          "",
          "Bearer",
          "Bearer ",
          "Bearer wrong",
          "Bearer " + TestShop.TOKEN + "x",
          "Bearer " + TestShop.TOKEN.substring(1),
          "Bearer " + TestShop.TOKEN + " " + TestShop.TOKEN,
          "Basic " + TestShop.TOKEN,
          "Bearer " + TestShop.SECRET.replace(' ', '_'),
          TestShop.TOKEN);

  @TempDir Path folder;

  @Test
  void everyEndpointRefusesEveryWrongTokenInTheSameWayAsTheWebhook() {
    try (TestShop shop = TestShop.start(folder)) {
      String unauthorized =
          shop.send(shop.request("/api/phone/webhook").POST(BodyPublishers.ofString("{}"))).body();

      for (String endpoint : ENDPOINTS) {
        for (String authorization : WRONG) {
          HttpResponse<String> answer = shop.send(request(shop, endpoint, authorization));

          assertThat(answer.statusCode()).as(endpoint + " " + authorization).isEqualTo(401);
          assertThat(answer.body()).as(endpoint).isEqualTo(unauthorized);
        }
      }
      assertThat(unauthorized).isEqualTo("{\"error\":\"unauthorized\"}");
    }
  }

  @Test
  void whoeverGuessesHasToWaitEvenWithTheRightToken() {
    try (TestShop shop = TestShop.start(folder)) {
      HttpResponse<String> answer = null;
      for (int i = 0; i < 3_000 && (answer == null || answer.statusCode() != 429); i++) {
        boolean mustWait =
            shop.send(request(shop, "GET /calls", "Bearer guess " + i)).statusCode() == 429;
        if (mustWait) { // unless a moment has passed since
          answer = shop.send(request(shop, "GET /calls", "Bearer " + TestShop.TOKEN));
        }
      }

      assertThat(answer).isNotNull();
      assertThat(answer.statusCode()).isEqualTo(429);
      assertThat(answer.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 60L);
      assertThat(shop.send(request(shop, "GET /calls", "")).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void letsTheAdminIn() {
    try (TestShop shop = TestShop.start(folder)) {
      Stream.of("Bearer " + TestShop.TOKEN, "bearer " + TestShop.TOKEN)
          .map(authorization -> shop.send(request(shop, "GET /calls", authorization)))
          .forEach(answer -> assertThat(answer.statusCode()).isEqualTo(200));
    }
  }

  @Test
  void withoutATokenNobodyGetsIn() {
    Map<String, String> environment = TestShop.environment(folder);
    environment.put("SHOP_ADMIN_TOKEN", " ");
    try (TestShop shop = TestShop.start(environment)) {
      Stream.of("", "Bearer", "Bearer  ", "Bearer null", "Bearer " + TestShop.TOKEN)
          .map(authorization -> shop.send(request(shop, "GET /calls", authorization)))
          .forEach(answer -> assertThat(answer.statusCode()).isEqualTo(401));
    }
  }

  private static HttpRequest.Builder request(TestShop shop, String endpoint, String authorization) {
    String[] parts = endpoint.split(" ");
    HttpRequest.Builder request =
        shop.request(PHONE + parts[1]).method(parts[0], BodyPublishers.noBody());
    return authorization.isEmpty() ? request : request.header("Authorization", authorization);
  }
}
