package inc.phone.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookEndpointTest {
  private static final String PATH = "/api/phone/webhook";
  private static final String UNAUTHORIZED = "{\"error\":\"unauthorized\"}";
  private static final String PROVED = Bodies.initiated("proved", "+4520123456", "10:00:00");
  private static final String FORGED = Bodies.initiated("forged", "+4520123456", "10:00:00");

  @TempDir static Path folder;
  private static TestShop shop;

  @BeforeAll
  static void start() {
    shop = TestShop.start(folder);
  }

  @AfterAll
  static void stop() {
    shop.close();
  }

  @Test
  void acceptsAnEventOnceAndThenKnowsIt() {
    String body = Bodies.initiated("once", "+4520123456", "10:00:00");

    assertThat(shop.deliver(body).body()).isEqualTo("{\"status\":\"accepted\"}");
    HttpResponse<String> repeat = shop.deliver(body);

    assertThat(repeat.statusCode()).isEqualTo(200);
    assertThat(repeat.body()).isEqualTo("{\"status\":\"duplicate\"}");
    assertThat(repeat.headers().firstValue("Content-Type")).contains("application/json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded",
        "application/json",
        "text/plain; charset=utf-16",
        "multipart/form-data; boundary=x",
        "nonsense"
      })
  void takesTheBytesWhateverTheContentTypeIs(String contentType) {
    byte[] body =
        Bodies.initiated("type " + contentType, "+4520123456", "10:00:00").getBytes(UTF_8);

    HttpResponse<String> answer =
        shop.send(
            TestShop.signed(shop.request(PATH), TestShop.SECRET, body)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body)));

    assertThat(answer.body()).isEqualTo("{\"status\":\"accepted\"}");
  }

  @Test
  void takesBodiesInChunks() {
    byte[] body = Bodies.initiated("chunks", "+4520123456", "10:00:00").getBytes(UTF_8);
    List<byte[]> bytes = new ArrayList<>();
    for (byte b : body) {
      bytes.add(new byte[] {b});
    }

    HttpResponse<String> answer =
        shop.send(
            TestShop.signed(shop.request(PATH), TestShop.SECRET, body)
                .POST(BodyPublishers.ofByteArrays(bytes)));

    assertThat(answer.body()).isEqualTo("{\"status\":\"accepted\"}");
  }

  static Stream<Arguments> proofs() {
    return Stream.of(
        arguments("signed with the older secret", signed(TestShop.OLD_SECRET, PROVED), ""),
        arguments("newer secret in the URL", plain(), "?token=" + query(TestShop.SECRET)),
        arguments("older secret in the URL", plain(), "?token=" + query(TestShop.OLD_SECRET)),
        arguments("secret among other parameters", plain(), "?a=b&token=" + query(TestShop.SECRET)),
        arguments(
            "right token beside a wrong signature",
            signed(TestShop.SOMEBODY_ELSES, PROVED),
            "?token=" + query(TestShop.SECRET)),
        arguments(
            "right signature beside a wrong token",
            signed(TestShop.SECRET, PROVED),
            "?token=wrong"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("proofs")
  void acceptsEveryProofOfASecret(String name, UnaryOperator<HttpRequest.Builder> proof, String q) {
    HttpRequest.Builder request = shop.request(PATH + q);

    HttpResponse<String> answer =
        shop.send(proof.apply(request).POST(BodyPublishers.ofString(PROVED)));

    assertThat(answer.statusCode()).isEqualTo(200);
  }

  static Stream<Arguments> forgeries() {
    return Stream.of(
        arguments("nothing at all", plain(), ""),
        arguments("somebody else's secret", signed(TestShop.SOMEBODY_ELSES, FORGED), ""),
        arguments("empty signature", header("X-Phone-Inc-Signature", ""), ""),
        arguments("half a signature", header("X-Phone-Inc-Signature", "00ff"), ""),
        arguments("signature that is no hex", header("X-Phone-Inc-Signature", "zz".repeat(32)), ""),
        arguments("secret as signature", header("X-Phone-Inc-Signature", TestShop.SECRET), ""),
        arguments("signature of another body", signed(TestShop.SECRET, "{}"), ""),
        arguments("admin token", header("Authorization", "Bearer " + TestShop.TOKEN), ""),
        arguments("empty token", plain(), "?token="),
        arguments("wrong token", plain(), "?token=wrong"),
        arguments("half the token", plain(), "?token=a+secret"),
        arguments("both secrets as one", plain(), "?token=" + query(bothSecrets())),
        arguments("parameter of another name", plain(), "?Token=" + query(TestShop.SECRET)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forgeries")
  void refusesForgeriesAllInTheSameWay(
      String name, UnaryOperator<HttpRequest.Builder> forge, String q) {
    HttpRequest.Builder request = shop.request(PATH + q);

    HttpResponse<String> answer =
        shop.send(forge.apply(request).POST(BodyPublishers.ofString(FORGED)));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).isEqualTo(UNAUTHORIZED);
    assertThat(shop.admin("/calls/forged").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "null", "[]", "{}", "{\"event\":1}", "{\"event\":\"x\"} {}"})
  void keepsWhatItCannotRead(String body) {
    HttpResponse<String> answer = shop.deliver(body);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"status\":\"quarantined\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
  void takesNothingButPost(String method) {
    HttpResponse<String> answer =
        shop.send(shop.request(PATH).method(method, BodyPublishers.ofString("{}")));

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(TestShop.parse(answer).get("error").textValue()).isEqualTo("method not allowed");
  }

  @Test
  void answersSixtyFourSendersAtOnce() throws Exception {
    ExecutorService senders = Executors.newFixedThreadPool(64);
    try {
      List<Callable<String>> deliveries = new ArrayList<>();
      for (int i = 0; i < 512; i++) {
        String body = Bodies.initiated("crowd-" + i % 256, "+4520123456", "11:00:00");
        deliveries.add(() -> shop.deliver(body).body());
      }
      List<String> answers = new ArrayList<>();
      for (Future<String> answer : senders.invokeAll(deliveries)) {
        answers.add(answer.get());
      }

      assertThat(answers).filteredOn(answer -> answer.contains("accepted")).hasSize(256);
      assertThat(answers).filteredOn(answer -> answer.contains("duplicate")).hasSize(256);
    } finally {
      senders.shutdownNow();
    }
    assertThat(crowd()).hasSize(256);
  }

  private static Set<String> crowd() {
    Set<String> found = new HashSet<>();
    String cursor = "";
    do {
      var page =
          shop.json(
              "/calls?limit=100&from=2026-05-15T11:00:00Z&to=2026-05-15T11:00:01Z&cursor="
                  + cursor);
      page.get("calls").forEach(call -> found.add(call.get("call_id").textValue()));
      cursor = page.get("next_cursor").textValue();
    } while (cursor != null);
    return found;
  }

  private static String bothSecrets() {
    return TestShop.SECRET + "," + TestShop.OLD_SECRET;
  }

  private static String query(String text) {
    return TestShop.encode(text);
  }

  private static UnaryOperator<HttpRequest.Builder> plain() {
    return request -> request;
  }

  private static UnaryOperator<HttpRequest.Builder> header(String name, String value) {
    return request -> request.header(name, value);
  }

  private static UnaryOperator<HttpRequest.Builder> signed(String secret, String body) {
    return request -> TestShop.signed(request, secret, body.getBytes(UTF_8));
  }
}
