package inc.phone.examples.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import inc.phone.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads a shop's admin API over HTTP, as any other program would. */
final class AdminClient {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI shop;
  private final Secret token;

  AdminClient(URI shop, Secret token) {
    this.shop = shop;
    this.token = token;
  }

  /** The whole call log, newest first. */
  List<JsonNode> calls() throws IOException, InterruptedException {
    return pages("calls");
  }

  /** One call with its events and voicemails. */
  JsonNode call(String callId) throws IOException, InterruptedException {
    return get("calls/" + URLEncoder.encode(callId, StandardCharsets.UTF_8).replace("+", "%20"));
  }

  /** All voicemails, newest first. */
  List<JsonNode> voicemails() throws IOException, InterruptedException {
    return pages("voicemails");
  }

  /** What is in quarantine. */
  List<JsonNode> quarantine() throws IOException, InterruptedException {
    List<JsonNode> items = new ArrayList<>();
    get("quarantine").get("items").forEach(items::add);
    return items;
  }

  private List<JsonNode> pages(String name) throws IOException, InterruptedException {
    List<JsonNode> rows = new ArrayList<>();
    JsonNode page = get(name);
    page.get(name).forEach(rows::add);
    while (!page.get("next_cursor").isNull()) {
      page = get(name + "?cursor=" + page.get("next_cursor").textValue());
      page.get(name).forEach(rows::add);
    }
    return rows;
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(shop.resolve("/api/admin/phone/" + path))
            .header("Authorization", "Bearer " + token.reveal())
            .timeout(PATIENCE)
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("the admin API answered " + answer.statusCode() + " to " + path);
    }
    return MAPPER.readTree(answer.body());
  }
}
