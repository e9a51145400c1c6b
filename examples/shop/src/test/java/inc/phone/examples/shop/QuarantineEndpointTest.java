package inc.phone.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import inc.phone.webhooks.spi.QuarantinedBody;
import inc.phone.webhooks.store.JdbcCallStore;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineEndpointTest {
  private static final Instant LONG_AGO = Instant.parse("2026-05-16T00:00:00Z");

  @TempDir Path folder;

  @Test
  void listsUnreadableBodiesOnceEachNewestFirst() throws Exception {
    try (TestShop shop = TestShop.start(folder)) {
      assertThat(shop.json("/quarantine")).hasToString("{\"items\":[]}");

      shop.deliver("first");
      shop.deliver("second ø");
      shop.deliver("first");

      JsonNode items = shop.json("/quarantine").get("items");
      assertThat(items.findValuesAsText("sha256"))
          .containsExactly(sha256("second ø"), sha256("first"));
      assertThat(items.findValuesAsText("size")).containsExactly("9", "5");
      assertThat(items.get(0).fieldNames())
          .toIterable()
          .containsExactly("id", "received_at", "reason", "size", "sha256");
      assertThat(items.get(0).get("reason").textValue()).isNotBlank().doesNotContain("second");
      assertThat(Instant.parse(items.get(0).get("received_at").textValue())).isNotNull();
    }
  }

  @Test
  void replayTakesInWhatCanBeReadNow() throws Exception {
    String readable = Bodies.initiated("readable", "+4520123456", "10:00:00");
    String known = Bodies.initiated("known", "+4520123456", "10:00:00");
    Map<String, String> environment = TestShop.environment(folder);
    try (TestShop shop = TestShop.start(environment)) {
      shop.accept(known);
      shop.deliver("never readable");
      putAside(environment.get("SHOP_DB"), readable, known);

      var answer = shop.admin("POST", "/quarantine/replay", "");

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"accepted\":1,\"duplicate\":1,\"kept\":1}");
      assertThat(shop.call("readable").get("event_count").intValue()).isEqualTo(1);
      assertThat(shop.json("/quarantine").get("items").findValuesAsText("sha256"))
          .containsExactly(sha256("never readable"));
    }
  }

  @Test
  void showsFiveHundredAtMost() throws Exception {
    Map<String, String> environment = TestShop.environment(folder);
    try (TestShop shop = TestShop.start(environment)) {
      String[] bodies = IntStream.range(0, 501).mapToObj(i -> "body " + i).toArray(String[]::new);
      putAside(environment.get("SHOP_DB"), bodies);

      assertThat(shop.json("/quarantine").get("items")).hasSize(500);
    }
  }

  /** As an older version would have left them: readable for us, and in quarantine. */
  private static void putAside(String url, String... bodies) throws Exception {
    try (ShopDatabase database = ShopDatabase.open(url)) {
      JdbcCallStore store = JdbcCallStore.create(database.dataSource());
      for (String body : bodies) {
        store.put(
            new QuarantinedBody("default", sha256(body), LONG_AGO, "readable now", bytes(body)));
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static String sha256(String text) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes(text));
    return HexFormat.of().formatHex(digest);
  }
}
