package inc.phone.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.webhooks.signature.WebhookSigner;
import inc.phone.webhooks.testkit.EventBodies;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The jar, started the way the README says. */
class SpringShopJarIT {
  private static final Pattern PORT = Pattern.compile("Tomcat started on port ([0-9]+)");

  @Test
  @Timeout(120)
  void theJarTakesADelivery() throws Exception {
    ProcessBuilder shop =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-jar",
            System.getProperty("shop.jar"));
    shop.environment()
        .putAll(
            Map.of(
                "SHOP_PORT", "0",
                "SHOP_MANAGEMENT_PORT", "0",
                "SHOP_DB", Postgres.shared().url("jar"),
                "SHOP_DB_USER", "postgres",
                "PHONE_INC_WORKSPACE_ID", "ws-1",
                "PHONE_INC_API_KEY", "key-1",
                "PHONE_INC_WEBHOOK_SECRET", "the-newest-secret,the-one-before-it"));
    Process process = shop.redirectErrorStream(true).start();
    try (BufferedReader output = process.inputReader()) {
      HttpResponse<String> answer = deliver(port(output));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo("{\"status\":\"accepted\"}");
    } finally {
      process.destroy();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static int port(BufferedReader output) throws IOException {
    StringBuilder seen = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      seen.append(line).append('\n');
      Matcher port = PORT.matcher(line);
      if (port.find()) {
        return Integer.parseInt(port.group(1));
      }
    }
    throw new AssertionError("the shop did not start:\n" + seen);
  }

  private static HttpResponse<String> deliver(int port) throws Exception {
    byte[] body = EventBodies.envelope("call.initiated", "10:00:00", "jar", "ringing", "null", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/phone/webhook"))
            .POST(BodyPublishers.ofByteArray(body));
    WebhookSigner.hmacSha256("the-one-before-it").sign(body).forEach(request::header);
    return HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
  }
}
