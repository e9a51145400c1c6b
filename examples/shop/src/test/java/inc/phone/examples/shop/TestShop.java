package inc.phone.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import inc.phone.webhooks.signature.WebhookSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** A real shop on a free port and a SQLite file, and a client that speaks HTTP to it. */
final class TestShop implements AutoCloseable {
  static final String SECRET = "a secret of the tests";
  static final String OLD_SECRET = "an older secret of before";
  static final String TOKEN = "token-of-the-admin";
  static final String SOMEBODY_ELSES = "somebody else's secret";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Shop shop;

  private TestShop(Shop shop) {
    this.shop = shop;
  }

  /** The environment of a shop that works, in a folder of its own. */
  static Map<String, String> environment(Path folder) {
    Path customers = folder.resolve("customers.csv");
    try {
      Files.createDirectories(folder);
      Files.writeString(
          customers,
          """
          id,name,phone
          jane,"Smith, Jane",20 12 34 56
          bob,Bob,+1 (415) 555-1234
          """);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> environment = new HashMap<>();
    environment.put("SHOP_PORT", "0");
    environment.put("SHOP_DB", "jdbc:sqlite:" + folder.resolve("shop.db"));
    environment.put("SHOP_ADMIN_TOKEN", TOKEN);
    environment.put("SHOP_CUSTOMERS", customers.toString());
    environment.put("PHONE_INC_WORKSPACE_ID", "ws_1");
    environment.put("PHONE_INC_API_KEY", "phk_1");
    environment.put("PHONE_INC_WEBHOOK_SECRET", SECRET + "," + OLD_SECRET);
    return environment;
  }

  static TestShop start(Path folder) {
    return start(environment(folder));
  }

  static TestShop start(Map<String, String> environment) {
    return new TestShop(Shop.start(ShopConfig.from(environment)));
  }

  int port() {
    return shop.port();
  }

  /** Sends a signed delivery. */
  HttpResponse<String> deliver(String body) {
    return deliver(body.getBytes(UTF_8));
  }

  HttpResponse<String> deliver(byte[] body) {
    return send(
        signed(request("/api/phone/webhook"), SECRET, body).POST(BodyPublishers.ofByteArray(body)));
  }

  static HttpRequest.Builder signed(HttpRequest.Builder request, String secret, byte[] body) {
    WebhookSigner.hmacSha256(secret).sign(body).forEach(request::header);
    return request;
  }

  /** Delivers, and insists on the answer. */
  void accept(String body) {
    HttpResponse<String> answer = deliver(body);
    assertThat(answer.body()).as(body).isEqualTo("{\"status\":\"accepted\"}");
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  /** Asks the admin API. */
  HttpResponse<String> admin(String path) {
    return send(asAdmin(request("/api/admin/phone" + path)).GET());
  }

  HttpResponse<String> admin(String method, String path, String body) {
    BodyPublisher publisher = BodyPublishers.ofString(body);
    return send(asAdmin(request("/api/admin/phone" + path)).method(method, publisher));
  }

  /** Asks the admin API for something that is there. */
  JsonNode json(String path) {
    HttpResponse<String> answer = admin(path);
    assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
    return parse(answer);
  }

  /** One call, as soon as its customer was looked up. */
  JsonNode call(String callId) {
    return eventually(
        "/calls/" + encode(callId), call -> !call.get("match").textValue().equals("pending"));
  }

  /** Asks until an answer is as it should be; what happens after an ack takes a moment. */
  JsonNode eventually(String path, Predicate<JsonNode> wanted) {
    long started = System.nanoTime();
    JsonNode answer = json(path);
    while (!wanted.test(answer)) {
      assertThat(System.nanoTime() - started).as(answer::toString).isLessThan(PATIENCE.toNanos());
      answer = json(path);
    }
    return answer;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + shop.port() + path))
        .timeout(PATIENCE);
  }

  static HttpRequest.Builder asAdmin(HttpRequest.Builder request) {
    return request.header("Authorization", "Bearer " + TOKEN);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static JsonNode parse(HttpResponse<String> answer) {
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String encode(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  @Override
  public void close() {
    shop.close();
  }
}
