package inc.phone.examples.shop;

import inc.phone.settings.Secret;
import inc.phone.webhooks.DeliveryOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the environment says of the webhook that is told of calls.
 *
 * @param url where to post, or null for nowhere; may be a secret by itself
 * @param secret what is signed with, {@code whsec_…}; empty means that nothing is signed
 * @param delivery how often to try, and how long to wait in between
 */
record NotifyConfig(@Nullable URI url, Secret secret, DeliveryOptions delivery) {
  private static final String ATTEMPTS = "SHOP_NOTIFY_ATTEMPTS";
  private static final String RETRY_SECONDS = "SHOP_NOTIFY_RETRY_SECONDS";
  private static final int MAX_ATTEMPTS = 1_000;
  private static final int MAX_RETRY_SECONDS = 3_600;
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  /** Nobody is told. */
  static final NotifyConfig NONE = from(Map.of());

  /**
   * Reads the variables that the README lists.
   *
   * @throws IllegalArgumentException if one cannot be used, without repeating URL or secret
   */
  static NotifyConfig from(Map<String, String> environment) {
    String url = ShopConfig.value(environment, "SHOP_NOTIFY_URL", "");
    int attempts = ShopConfig.number(environment, ATTEMPTS, 10, 1, MAX_ATTEMPTS);
    int seconds = ShopConfig.number(environment, RETRY_SECONDS, 5, 1, MAX_RETRY_SECONDS);
    return new NotifyConfig(
        url.isEmpty() ? null : url(url),
        Secret.of(ShopConfig.value(environment, "SHOP_NOTIFY_SECRET", "")),
        DeliveryOptions.builder()
            .maxAttempts(attempts)
            .retryDelay(Duration.ofSeconds(seconds), LONGEST_WAIT)
            .build());
  }

  boolean isOn() {
    return url != null;
  }

  private static URI url(String text) {
    try {
      URI url = new URI(text);
      String host = url.getHost();
      boolean safe =
          "https".equals(url.getScheme())
              || ("http".equals(url.getScheme()) && THIS_MACHINE.contains(String.valueOf(host)));
      if (safe && host != null && url.getRawUserInfo() == null && url.getRawFragment() == null) {
        return url;
      }
    } catch (URISyntaxException e) {
      // told below, without repeating the text
    }
    throw new IllegalArgumentException(
        "SHOP_NOTIFY_URL must be https://…, or http://localhost…, without user or fragment");
  }

  @Override
  public String toString() {
    return "NotifyConfig[" + (isOn() ? "on" : "off") + "]";
  }
}
