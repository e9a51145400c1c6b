package inc.phone.examples.spring;

import inc.phone.webhooks.signature.WebhookSigner;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A running shop on PostgreSQL, reached over HTTP only. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    classes = {SpringShop.class, ShopTest.LooksUpAtOnce.class},
    properties = {
      "phone-inc.workspace-id=ws-1",
      "phone-inc.api-key=key-1",
      "phone-inc.webhook-secrets=" + ShopTest.SECRET + "," + ShopTest.OLD_SECRET
    })
abstract class ShopTest {
  static final String SECRET = "the-newest-secret";
  static final String OLD_SECRET = "the-one-before-it";
  static final HttpClient HTTP = HttpClient.newHttpClient();

  @LocalServerPort int port;
  @LocalManagementPort int managementPort;
  @Autowired JdbcTemplate database;

  /** So that a test sees the customer as soon as it has its answer. */
  @TestConfiguration
  static class LooksUpAtOnce {
    @Bean
    TaskExecutor applicationTaskExecutor() {
      return new SyncTaskExecutor();
    }
  }

  @DynamicPropertySource
  static void database(DynamicPropertyRegistry properties) {
    properties.add("spring.datasource.url", () -> Postgres.shared().url("shop"));
  }

  HttpResponse<String> deliver(byte[] body) throws Exception {
    return send(signed(body));
  }

  HttpRequest.Builder signed(byte[] body) {
    return signed(body, SECRET);
  }

  HttpRequest.Builder signed(byte[] body, String secret) {
    HttpRequest.Builder request = post(body, "");
    WebhookSigner.hmacSha256(secret).sign(body).forEach(request::header);
    return request;
  }

  HttpRequest.Builder post(byte[] body, String query) {
    return request(port, "/api/phone/webhook" + query).POST(BodyPublishers.ofByteArray(body));
  }

  HttpResponse<String> actuator(String path) throws Exception {
    return send(request(managementPort, "/actuator/" + path));
  }

  static HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
  }

  static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return HTTP.send(request.build(), BodyHandlers.ofString());
  }
}
