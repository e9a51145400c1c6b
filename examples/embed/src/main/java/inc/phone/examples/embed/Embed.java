package inc.phone.examples.embed;

import com.sun.net.httpserver.HttpServer;
import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.WebhookRequest;
import inc.phone.webhooks.WebhookResponse;
import inc.phone.webhooks.signature.SignatureVerifier;
import inc.phone.webhooks.store.MemoryCallStore;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** The receiver in a program of one file: the example of the README. */
public final class Embed {
  private static final Map<String, String> CUSTOMERS = Map.of("+4520123456", "customer-7");

  private Embed() {}

  /** Serves until it is stopped. */
  public static void main(String[] args) throws IOException {
    WebhookReceiver receiver =
        WebhookReceiver.builder()
            .verifier(SignatureVerifier.hmacSha256(System.getenv("PHONE_INC_WEBHOOK_SECRET")))
            .store(new MemoryCallStore()) // or JdbcCallStore.create(dataSource)
            .customers(n -> Optional.ofNullable(CUSTOMERS.get(n.toString())), "DK")
            .build();
    HttpServer http = HttpServer.create(new InetSocketAddress(8080), 0);
    http.createContext(
        "/api/phone/webhook",
        exchange -> {
          byte[] body = exchange.getRequestBody().readNBytes(4 * 1024 * 1024 + 1);
          String query = exchange.getRequestURI().getRawQuery();
          WebhookResponse answer =
              receiver.receive(WebhookRequest.of(query, exchange.getRequestHeaders(), body));
          answer.headers().forEach(exchange.getResponseHeaders()::set);
          byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(answer.status(), bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    http.start();
  }
}
