package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.client.PhoneIncClient;
import inc.phone.client.Webhook;
import inc.phone.examples.shop.pages.access.Flash;
import inc.phone.examples.simulator.PhoneIncSimulator;
import inc.phone.settings.IntegrationSettings;
import inc.phone.settings.Secret;
import inc.phone.webhooks.WebhookRequest;
import inc.phone.webhooks.signature.SignatureVerifier;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shop tells Phone.inc about where events go. */
class ShopConnectionTest {
  private static final String KEY = "phk_1";

  private static PhoneIncSimulator phoneInc;
  private static PhoneIncClient client;

  @BeforeAll
  static void start() {
    phoneInc = PhoneIncSimulator.builder().host("127.0.0.1").port(0).apiKey(KEY).start();
    client = PhoneIncClient.builder().apiKey(KEY).baseUrl(phoneInc.baseUrl().toString()).build();
  }

  @AfterAll
  static void stop() {
    client.close();
    phoneInc.close();
  }

  @ParameterizedTest
  @CsvSource({
    "https://shop.example/hook,                 https://shop.example/hook?token=secret-1",
    "https://shop.example,                      https://shop.example/?token=secret-1",
    "https://shop.example/hook?x=1,             https://shop.example/hook?x=1&token=secret-1",
    "https://shop.example/hook?x=a%20b+c&y,     https://shop.example/hook?x=a%20b+c&y&token=secret-1",
    "https://shop.example/hook?x=1&token=old,   https://shop.example/hook?x=1&token=secret-1",
    "https://shop.example/hook?token=a&token=b, https://shop.example/hook?token=secret-1",
    "https://shop.example/hook#top,             https://shop.example/hook?token=secret-1",
    "https://shop.example/hook?x=1#top?y=2,     https://shop.example/hook?x=1&token=secret-1",
    "https://shop.example/hook#?token=old,      https://shop.example/hook?token=secret-1",
    "http://localhost:8080/a%2Fb?x=%26,         http://localhost:8080/a%2Fb?x=%26&token=secret-1"
  })
  void secretIsAParameterOfTheAddress(String url, String subscribed) {
    assertThat(subscribe(url, true, "secret-1").kind()).isEqualTo(Flash.Kind.GOOD);
    assertThat(subscribedUrl()).isEqualTo(subscribed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "with spaces in it",
        "a+b+c+d+e",
        "100%25&x=1#?/;,",
        "~!*'()-._$@:",
        "gr\u00f8d-\ud83d\ude00-\u65e5\u672c"
      })
  void whatIsSubscribedIsAuthentic(String secret) {
    subscribe("https://shop.example/hook?x=1", true, secret);

    String query = URI.create(subscribedUrl()).getRawQuery();
    WebhookRequest delivery = WebhookRequest.of(query, Map.of(), new byte[0]);
    assertThat(SignatureVerifier.sharedSecret(secret).verify(delivery))
        .isInstanceOf(Verified.class);
  }

  @Test
  void withoutTheSecretTheAddressIsAsItWasTyped() {
    subscribe("https://shop.example?x=1", false, "secret-1");

    assertThat(subscribedUrl()).isEqualTo("https://shop.example?x=1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "shop.example", "/hook", "ftp://shop.example", "http://shop.example/hook"})
  void whatIsNoAddressIsNotSubscribed(String url) {
    List<String> before = subscriptions();
    for (boolean withSecret : List.of(true, false)) {
      assertThat(subscribe(url, withSecret, "secret-1").kind()).isEqualTo(Flash.Kind.BAD);
    }
    assertThat(subscriptions()).isEqualTo(before);
  }

  @Test
  void theNewestSecretIsTheOneThatLasts() {
    subscribe("https://shop.example/hook", true, "secret-2", "secret-1");

    assertThat(subscribedUrl()).isEqualTo("https://shop.example/hook?token=secret-2");
  }

  private static Flash subscribe(String url, boolean withSecret, String... secrets) {
    IntegrationSettings settings =
        IntegrationSettings.builder()
            .workspaceId("ws_1")
            .apiKey(Secret.of(KEY))
            .webhookSecrets(Stream.of(secrets).map(Secret::of).toList())
            .build();
    return new ShopConnection(() -> settings, () -> client).subscribe(url, withSecret);
  }

  private static String subscribedUrl() {
    List<String> urls = subscriptions();
    assertThat(urls).hasSize(1);
    return urls.get(0);
  }

  private static List<String> subscriptions() {
    return client.webhooks().list().stream().map(Webhook::url).toList();
  }
}
