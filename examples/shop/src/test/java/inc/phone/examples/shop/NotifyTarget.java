package inc.phone.examples.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The webhook of somebody whom the shop tells of calls. */
final class NotifyTarget implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PATIENCE_SECONDS = 20;

  /** A notification as it came in. */
  record Notification(Map<String, List<String>> headers, byte[] body, JsonNode json) {
    String callId() {
      return json.get("call_id").textValue();
    }

    String id() {
      return json.get("delivery_id").textValue();
    }
  }

  /** How a notification is answered. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, Answer> answers = new ConcurrentHashMap<>();
  private final BlockingQueue<Notification> received = new LinkedBlockingQueue<>();

  private NotifyTarget(HttpServer server) {
    this.server = server;
  }

  static NotifyTarget start() throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    NotifyTarget target = new NotifyTarget(HttpServer.create(any, 0));
    target.server.setExecutor(target.threads);
    target.server.createContext("/", target::handle);
    target.server.start();
    return target;
  }

  private void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    Notification notification =
        new Notification(Map.copyOf(exchange.getRequestHeaders()), body, JSON.readTree(body));
    received.add(notification);
    answers.getOrDefault(notification.callId(), status(204)).to(exchange);
  }

  static Answer status(int status) {
    return exchange -> {
      exchange.sendResponseHeaders(status, -1);
      exchange.close();
    };
  }

  void answer(String callId, Answer answer) {
    answers.put(callId, answer);
  }

  String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/calls?key=of-the-url";
  }

  Notification next() throws InterruptedException {
    Notification next = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing was posted");
    }
    return next;
  }

  /** Whether nothing came in that {@link #next} did not tell of. */
  boolean isQuiet() {
    return received.isEmpty();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
