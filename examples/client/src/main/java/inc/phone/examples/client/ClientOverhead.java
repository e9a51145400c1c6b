package inc.phone.examples.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import inc.phone.client.PhoneIncClient;
import inc.phone.client.Webhooks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * What the client costs beyond a bare OkHttp call that reads the same JSON: CPU time of the calling
 * thread, in alternating rounds so that both see the same machine. Exit code 1 if the median is
 * more than 1.15 times that of the bare call.
 */
public final class ClientOverhead {
  private static final int ROUNDS = 30;
  private static final int WARM_UP_ROUNDS = 10;
  private static final int CALLS = 2_500;
  private static final double LIMIT = 1.15;
  private static final String BODY =
      """
      [ { "id": "01JVWX...", "name": "Slack notifications", "url": "https://example.com/webhooks",
          "events": ["call.initiated", "call.answered", "voicemail.new"], "active": true,
          "created_at": "2026-05-15T10:00:00Z", "updated_at": "2026-05-15T10:00:00Z" } ]""";

  private ClientOverhead() {}

  public static void main(String[] args) throws IOException {
    // Read when the server's classes are first used; without it each answer waits some 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    double ratio;
    try (PhoneIncClient phone =
        PhoneIncClient.builder().apiKey("phk_benchmark").baseUrl(url).build()) {
      ratio = measure(bare(url), client(phone.webhooks()));
    } finally {
      server.stop(0);
    }
    System.exit(ratio <= LIMIT ? 0 : 1);
  }

  private static double measure(Runnable bare, Runnable client) {
    List<Double> bareMicros = new ArrayList<>();
    List<Double> clientMicros = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      double bareRound = cpuMicros(bare);
      double clientRound = cpuMicros(client);
      if (round >= WARM_UP_ROUNDS) {
        bareMicros.add(bareRound);
        clientMicros.add(clientRound);
      }
    }
    double ratio = median(clientMicros) / median(bareMicros);
    System.out.printf(
        "bare %.1f us, client %.1f us, ratio %.3f (limit %.2f)%n",
        median(bareMicros), median(clientMicros), ratio, LIMIT);
    return ratio;
  }

  private static double cpuMicros(Runnable call) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < CALLS; i++) {
      call.run();
    }
    return (threads.getCurrentThreadCpuTime() - start) / 1_000.0 / CALLS;
  }

  private static double median(List<Double> values) {
    Collections.sort(values);
    return values.get(values.size() / 2);
  }

  private static Runnable client(Webhooks webhooks) {
    return () -> require(webhooks.list().size() == 1);
  }

  private static Runnable bare(String url) {
    OkHttpClient http = new OkHttpClient();
    ObjectMapper json = new ObjectMapper();
    return () -> {
      Request request =
          new Request.Builder()
              .url(url + "/api/v1/webhooks")
              .header("X-Api-Key", "phk_benchmark")
              .header("Accept", "application/json")
              .header("User-Agent", "bare")
              .build();
      try (Response response = http.newCall(request).execute()) {
        Hook hook = Hook.of(json.readTree(response.body().bytes()).get(0));
        require(hook.active());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalStateException("the answer was not read as it should be");
    }
  }

  /** What the client makes of the same object. */
  private record Hook(
      String id,
      String name,
      String url,
      List<String> events,
      boolean active,
      Instant createdAt,
      Instant updatedAt) {

    static Hook of(JsonNode node) {
      List<String> events = new ArrayList<>();
      node.get("events").forEach(event -> events.add(event.textValue()));
      return new Hook(
          node.get("id").textValue(),
          node.get("name").textValue(),
          node.get("url").textValue(),
          List.copyOf(events),
          node.get("active").booleanValue(),
          Instant.parse(node.get("created_at").textValue()),
          Instant.parse(node.get("updated_at").textValue()));
    }
  }
}
