package inc.phone.webhooks.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import inc.phone.core.testkit.HostileLocales;
import inc.phone.internal.crypto.HmacSha256;
import inc.phone.internal.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class HmacSha256Test {
  @Test
  void agreesWithRfc4231() {
    List<JsonNode> tests = new ArrayList<>();
    vectors("rfc4231_hmac_sha256.json").get("tests").forEach(tests::add);

    assertThat(tests).hasSize(6);
    HostileLocales.checkUnderAll(
        () -> {
          for (JsonNode test : tests) {
            assertThat(new HmacSha256(bytes(test, "keyHex")).of(bytes(test, "msgHex")))
                .as(test.get("id").asText())
                .isEqualTo(bytes(test, "macHex"));
          }
        });
  }

  @Test
  void agreesWithWycheproof() {
    int seen = 0;
    for (JsonNode group : vectors("wycheproof_hmac_sha256_test.json").get("testGroups")) {
      int tagBytes = group.get("tagSize").asInt() / 8;
      for (JsonNode test : group.get("tests")) {
        byte[] code = new HmacSha256(bytes(test, "key")).of(bytes(test, "msg"));
        boolean equal = Arrays.equals(Arrays.copyOf(code, tagBytes), bytes(test, "tag"));

        assertThat(equal)
            .as("tcId %s: %s", test.get("tcId"), test.get("comment"))
            .isEqualTo(test.get("result").asText().equals("valid"));
        seen++;
      }
    }
    assertThat(seen).isEqualTo(174);
  }

  /** Wycheproof's 32-byte tags through the whole scheme: a modified one is a mismatch. */
  @Test
  void comparesAsWycheproofDoes() {
    int rejected = 0;
    for (JsonNode group : vectors("wycheproof_hmac_sha256_test.json").get("testGroups")) {
      for (JsonNode test : group.get("tests")) {
        KeyRing keys = new KeyRing(List.of(bytes(test, "key")));
        Comparison comparison = new Comparison(keys.codesOf(bytes(test, "msg")));
        comparison.offerPieces(
            List.of(test.get("tag").asText()), ',', SignatureEncoding.HEX::decode);
        boolean valid =
            test.get("result").asText().equals("valid") && group.get("tagSize").asInt() == 256;

        assertThat(comparison.result().isVerified())
            .as("tcId %s", test.get("tcId"))
            .isEqualTo(valid);
        rejected += valid ? 0 : 1;
      }
    }
    assertThat(rejected).isPositive();
  }

  @Test
  void joinsPartsAsIfTheyWereOne() {
    HmacSha256 key = new HmacSha256("12345678".getBytes(US_ASCII));

    assertThat(key.of("a.".getBytes(US_ASCII), "b".getBytes(US_ASCII)))
        .isEqualTo(key.of("a.b".getBytes(US_ASCII)))
        .isEqualTo(key.of(new byte[0], "a.b".getBytes(US_ASCII)));
    assertThat(key.of()).isEqualTo(key.of(new byte[0]));
  }

  @Test
  void isSafeToShareBetweenThreads() throws Exception {
    HmacSha256 key = new HmacSha256("12345678".getBytes(US_ASCII));
    byte[] one = key.of(new byte[] {1});
    byte[] two = key.of(new byte[10_000]);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        boolean small = i % 2 == 0;
        tasks.add(
            () -> {
              boolean right = true;
              for (int run = 0; run < 2_000; run++) {
                right &=
                    small
                        ? Arrays.equals(one, key.of(new byte[] {1}))
                        : Arrays.equals(two, key.of(new byte[10_000]));
              }
              return right;
            });
      }
      for (Future<Boolean> right : threads.invokeAll(tasks)) {
        assertThat(right.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private static byte[] bytes(JsonNode test, String field) {
    return HexFormat.of().parseHex(test.get(field).asText());
  }

  private static JsonNode vectors(String file) {
    try (InputStream in = HmacSha256Test.class.getResourceAsStream("/vectors/" + file)) {
      return StrictJson.read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
