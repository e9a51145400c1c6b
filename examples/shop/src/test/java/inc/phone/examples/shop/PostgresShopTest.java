package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same shop on a real PostgreSQL, and two of them on one. */
class PostgresShopTest {
  @Test
  void twoShopsShareOneDatabase(@TempDir Path folder) throws Exception {
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start()) {
      Map<String, String> environment = TestShop.environment(folder);
      environment.put("SHOP_DB", server.getJdbcUrl("postgres", "postgres"));
      try (TestShop one = TestShop.start(environment);
          TestShop two = TestShop.start(environment)) {
        one.accept(event("call_started", "e1", "10:00:00"));
        two.accept(event("call_ended", "e2", "10:00:30"));
        assertThat(two.deliver(event("call_started", "e1", "10:00:00")).body())
            .isEqualTo("{\"status\":\"duplicate\"}");

        JsonNode call = TestShop.parse(one.admin("/calls/c1"));
        assertThat(call.get("event_count").intValue()).isEqualTo(2);
        assertThat(call.get("state").textValue()).isEqualTo("ended");
        assertThat(call).isEqualTo(TestShop.parse(two.admin("/calls/c1")));
      }
    }
  }

  private static String event(String type, String id, String time) {
    return """
    {"event_id":"%s","event_type":"%s","event_ts":"2026-05-15T%sZ","call_id":"c1",
     "from":"anonymous"}"""
        .formatted(id, type, time);
  }
}
