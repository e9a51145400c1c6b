package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another process holds the lock of the database: nothing is lost, nothing is claimed. */
class DatabaseTroubleTest {
  @TempDir Path folder;

  @Test
  void answersUnavailableUntilTheDatabaseIsBack() throws Exception {
    Map<String, String> environment = TestShop.environment(folder);
    String url = environment.get("SHOP_DB");
    environment.put("SHOP_DB", url + "?busy_timeout=100");
    String body = Bodies.initiated("waits", "+4520123456", "10:00:00");
    try (TestShop shop = TestShop.start(environment)) {
      try (Connection other = DriverManager.getConnection(url);
          Statement lock = other.createStatement()) {
        lock.execute("BEGIN IMMEDIATE");

        HttpResponse<String> refused = shop.deliver(body);
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(shop.deliver("unreadable").statusCode()).isEqualTo(503);
        assertThat(health(shop).statusCode()).isEqualTo(503);
        assertThat(health(shop).body()).contains("the database cannot be written");
        lock.execute("ROLLBACK");
      }

      assertThat(health(shop).statusCode()).isEqualTo(200);
      assertThat(shop.json("/quarantine").get("items")).isEmpty();
      shop.accept(body);
    }
  }

  @Test
  void rowsAreThereAfterARestart() {
    try (TestShop shop = TestShop.start(folder)) {
      shop.accept(Bodies.SEED_ENVELOPE);
    }
    try (TestShop shop = TestShop.start(folder)) {
      assertThat(shop.deliver(Bodies.SEED_ENVELOPE).body()).contains("duplicate");
      assertThat(shop.call("01JVWX...").get("customer_id").textValue()).isEqualTo("bob");
    }
  }

  private static HttpResponse<String> health(TestShop shop) {
    return shop.send(shop.request("/api/phone/health").GET());
  }
}
