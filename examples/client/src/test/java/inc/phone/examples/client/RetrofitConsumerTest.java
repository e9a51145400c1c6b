package inc.phone.examples.client;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.client.PhoneIncClient;
import java.io.IOException;
import java.net.URL;
import java.util.Collections;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.OkHttp;
import okhttp3.OkHttpClient;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import retrofit2.Call;
import retrofit2.Retrofit;
import retrofit2.http.GET;

/**
 * A program that uses Retrofit beside the SDK. Retrofit 3.0.0 asks for {@code okhttp:4.12.0}, the
 * SDK for {@code okhttp-jvm} 5: to Maven these are two artifacts, and both would be on the class
 * path with the same classes. The SDK's BOM, which manages both, leaves one.
 */
class RetrofitConsumerTest {
  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void findsOneOkHttpOnTheClassPath() throws IOException {
    assertThat(
            Collections.list(
                OkHttpClient.class.getClassLoader().getResources("okhttp3/OkHttpClient.class")))
        .extracting(URL::toString)
        .singleElement()
        .asString()
        .contains("okhttp-jvm-5.");
    assertThat(OkHttp.VERSION).startsWith("5.");
  }

  @Test
  void bothWorkOnTheSameHttpClient() throws IOException {
    server.enqueue(new MockResponse.Builder().body("[]").build());
    server.enqueue(new MockResponse.Builder().body("hello").build());
    String url = "http://127.0.0.1:" + server.getPort();
    OkHttpClient http = new OkHttpClient();

    try (PhoneIncClient phone =
        PhoneIncClient.builder().apiKey("phk_key").baseUrl(url).httpClient(http).build()) {
      assertThat(phone.webhooks().list()).isEmpty();
    }
    Retrofit retrofit = new Retrofit.Builder().baseUrl(url + "/").client(http).build();
    try (ResponseBody body = retrofit.create(Greeting.class).hello().execute().body()) {
      assertThat(body.string()).isEqualTo("hello");
    }
  }

  interface Greeting {
    @GET("hello")
    Call<ResponseBody> hello();
  }
}
