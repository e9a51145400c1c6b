package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit log tells what was done, and of that alone. */
class AuditEndpointTest {
  private static final String PAGE = "/admin/integrations";

  @TempDir Path folder;

  @Test
  void notesNothingThatWasNotDone() {
    Map<String, String> environment = TestShop.environment(folder);
    environment.put("SHOP_SECRET_KEYS", "k1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    try (TestShop shop = TestShop.start(environment)) {
      PagesClient client = PagesClient.loggedIn(shop);
      String token = client.token(PAGE);

      client.post(PAGE + "/secrets/retire", token, Map.of("id", "a secret in the wrong field"));
      client.post(PAGE + "/subscribe", token, Map.of("url", "no address"));
      client.post(PAGE + "/secrets", token, Map.of("secret", ""));
      String before = client.get("/admin/audit").body();
      client.post(PAGE + "/secrets", token, Map.of("secret", "a good and long secret"));

      assertThat(before)
          .contains("Logged in")
          .doesNotContain("wrong field", "Retired a", "Subscribed to", "Added a");
      assertThat(client.get("/admin/audit").body())
          .contains("Added a webhook secret")
          .doesNotContain("a good and long secret");
    }
  }
}
