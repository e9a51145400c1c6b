package inc.phone.examples.shop.outbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import inc.phone.settings.Secret;
import inc.phone.token.MediaToken;
import inc.phone.token.MediaTokenVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Answers as LiveKit's Twirp API does, to whoever has a token that it could have verified. */
public final class FakeLiveKit implements AutoCloseable {
  public static final String KEY = "APIkeyOfTheTests";
  public static final String SECRET = "a secret of the tests that is long enough";
  public static final String DISPATCH = "AgentDispatchService/CreateDispatch";
  public static final String DIAL = "SIP/CreateSIPParticipant";
  public static final String RECORD = "Egress/StartRoomCompositeEgress";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final MediaTokenVerifier tokens =
      new MediaTokenVerifier(Map.of(KEY, Secret.of(SECRET)), Clock.systemUTC());
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Map<String, Reply> replies = new ConcurrentHashMap<>();
  private final CountDownLatch pickedUp = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile boolean rings;

  /** One request. */
  public record Asked(String method, JsonNode body, MediaToken token) {}

  private record Reply(int status, String body) {}

  public FakeLiveKit() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/twirp/livekit.", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  public String url() {
    return "ws://127.0.0.1:" + server.getAddress().getPort();
  }

  public List<Asked> asked() {
    return asked;
  }

  public int dialled() {
    return (int) asked.stream().filter(each -> each.method().equals(DIAL)).count();
  }

  public void reply(String method, int status, String body) {
    replies.put(method, new Reply(status, body));
  }

  /** The connection breaks after the request was read. */
  public void hangUp(String method) {
    reply(method, 0, "");
  }

  /** From now on it rings until {@link #pickUp}. */
  public void ring() {
    rings = true;
  }

  public void pickUp() {
    pickedUp.countDown();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String method = exchange.getRequestURI().getPath().replace("/twirp/livekit.", "");
      String bearer = exchange.getRequestHeaders().getFirst("Authorization");
      MediaToken token = tokens.verify(bearer.replaceFirst("^Bearer ", "")).orElse(null);
      JsonNode body = JSON.readTree(exchange.getRequestBody().readAllBytes());
      if (token == null) {
        send(exchange, new Reply(401, "{\"code\":\"unauthenticated\",\"msg\":\"no\"}"));
        return;
      }
      asked.add(new Asked(method, body, token));
      if (method.equals(DIAL) && rings) {
        pickedUp.await(20, TimeUnit.SECONDS);
      }
      Reply reply = replies.getOrDefault(method, new Reply(200, "{\"sip_call_id\":\"SCL_1\"}"));
      if (reply.status() != 0) {
        send(exchange, reply);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(reply.status(), body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    pickUp();
    server.stop(0);
    threads.shutdownNow();
  }
}
