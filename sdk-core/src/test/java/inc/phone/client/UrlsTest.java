package inc.phone.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.model.EventType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://shop.example/api/phone/webhook",
        "https://shop.example:8443/a?token=x%20y",
        "HTTPS://SHOP.EXAMPLE",
        "https://xn--blbrgrd-fxak7p.example/",
        "https://127.0.0.1/a",
        "http://localhost:8080/a",
        "http://LOCALHOST/a",
        "http://127.0.0.1:1/a",
        "http://127.1.2.3/a",
        "http://[::1]:65535/a"
      })
  void webhooksMayGoTo(String url) {
    assertThatCode(() -> CreateWebhook.builder().url(url)).doesNotThrowAnyException();
    assertThatCode(() -> UpdateWebhook.builder().url(url)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "shop.example",
        "/relative",
        "//shop.example/a",
        "https:",
        "https://",
        "https:///a",
        "https:shop.example",
        "http://shop.example/a",
        "ftp://shop.example/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "https://user@shop.example/",
        "https://user:secret@shop.example/",
        "https://a@127.0.0.1/",
        "https://shop.example/#f",
        "https://shop.example:0/",
        "https://shop.example:65536/",
        "https://shop.example:x/",
        "https://shop example/",
        "https://shop.example/a b",
        "https://shop.example/\n",
        "https://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/",
        "http://127.1/a",
        "http://2130706433/a",
        "http://0x7f.0.0.1/a",
        "http://[::ffff:127.0.0.1]/a",
        "http://localhost./a",
        "http://localhost.evil.example/a",
        "http://127.0.0.1.evil.example/a",
        "http://0.0.0.0/a",
        "http://169.254.169.254/a",
        "http://10.0.0.1/a"
      })
  void webhooksMayNotGoTo(String url) {
    assertThatThrownBy(() -> CreateWebhook.builder().url(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("url must ")
        .extracting(Throwable::getMessage)
        .asString()
        .doesNotContain("secret");
    assertThatThrownBy(() -> UpdateWebhook.builder().url(url))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAUrlOfMoreThan2048Characters() {
    assertThatThrownBy(() -> CreateWebhook.builder().url("https://a.example/" + "x".repeat(2_031)))
        .hasMessage("url must have at most 2048 characters, has 2049");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.phone.inc",
        "https://app.phone.inc/",
        "https://proxy.example:8443",
        "http://127.0.0.1:4010",
        "http://localhost:4010/"
      })
  void aBaseUrlIsAHost(String url) {
    assertThatCode(() -> PhoneIncClient.builder().baseUrl(url)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://app.phone.inc/api/v1", "https://app.phone.inc/?a", "http://app.phone.inc",
        "https://a@app.phone.inc", "app.phone.inc", "https://app.phone.inc/#"
      })
  void aBaseUrlIsNothingElse(String url) {
    assertThatThrownBy(() -> PhoneIncClient.builder().baseUrl(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("baseUrl must ");
  }

  @ParameterizedTest
  @CsvSource({
    "a/../b, a%2F..%2Fb", "%2e%2e, %252e%252e", "a?b, a%3Fb", "a#b, a%23b", "a b, a%20b",
    "é, %C3%A9", "..., ...", "a;b, a%3Bb", "a\\b, a%5Cb", "01JVWX..., 01JVWX..."
  })
  void anIdStaysOneSegment(String id, String segment) {
    assertThat(Urls.segment(id)).isEqualTo(segment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", ".", ".."})
  void refusesAnIdThatIsNoSegment(String id) {
    assertThatThrownBy(() -> Urls.segment(id)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesAnIdOfMoreThan256Characters() {
    assertThatCode(() -> Urls.segment("x".repeat(256))).doesNotThrowAnyException();
    assertThatThrownBy(() -> Urls.segment("x".repeat(257)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anIdReachesTheServerAsItIsWritten() {
    try (TestServer server = new TestServer();
        PhoneIncClient phone = new ManualTime().client(server).build()) {
      for (String id : List.of("a/../b", "%2e%2e", "a?b#c", "a+b")) {
        server.answers(200, "{}");
        phone.webhooks().delete(id);
      }
      assertThat(server.takeRequest().getTarget()).isEqualTo("/api/v1/webhooks/a%2F..%2Fb");
      assertThat(server.takeRequest().getTarget()).isEqualTo("/api/v1/webhooks/%252e%252e");
      assertThat(server.takeRequest().getTarget()).isEqualTo("/api/v1/webhooks/a%3Fb%23c");
      assertThat(server.takeRequest().getTarget()).isEqualTo("/api/v1/webhooks/a%2Bb");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "//evil.example/",
        "/a/../b",
        "/a/..",
        "/./a",
        "/%2e%2e/a",
        "/a/.%2E",
        "/a b",
        "/a#b",
        "/a\\b",
        "/a\r\nX: 1",
        "/é",
        "https://evil.example/",
        "@evil.example/"
      })
  void refusesAPathThatLeadsElsewhere(String path) {
    assertThatThrownBy(() -> Urls.requireTarget(path)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/api/v1/x", "/a/...", "/a.b/..c", "/a?b=/../c", "/a?b=%2B1"})
  void takesAPathOnTheServer(String path) {
    assertThat(Urls.requireTarget(path)).isEqualTo(path);
  }

  @Test
  void refusesAnIncompleteOrEmptyWebhook() {
    CreateWebhook.Builder create = CreateWebhook.builder();
    assertThatThrownBy(() -> create.name(" ")).hasMessage("name must not be blank");
    assertThatThrownBy(create::events).hasMessage("events must name at least one event type");
    assertThatThrownBy(() -> create.events(EventType.of(" ")))
        .hasMessage("events must not hold a blank name");
    assertThatThrownBy(() -> create.name("n").url("https://a.example").build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("a webhook needs name, url and events");
    assertThatThrownBy(() -> UpdateWebhook.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("an update needs at least one of name, url, events, active");
  }

  @Test
  void dropsRepeatedEventsAndKeepsTheirOrder() {
    assertThat(
            CreateWebhook.builder()
                .name("n")
                .url("https://a.example")
                .events(EventType.CALL_LOST, EventType.CALL_ENDED, EventType.CALL_LOST)
                .build()
                .events())
        .containsExactly(EventType.CALL_LOST, EventType.CALL_ENDED);
  }
}
