package inc.phone.examples.shop;

import inc.phone.examples.shop.outbound.OutboundConfig;
import inc.phone.settings.IntegrationSettings;
import inc.phone.settings.Secret;
import inc.phone.settings.SecretCipher;
import inc.phone.settings.SettingsSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the environment says.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 takes any free one
 * @param databaseUrl a JDBC URL
 * @param adminToken what the admin API asks for; empty means that nobody gets in
 * @param customersFile the CSV file of customers, or null for a shop without any
 * @param ordersFile the CSV file of orders, or null for a shop without any
 * @param reconcileEvery how often the API is asked what webhooks missed, or null for never
 * @param phone workspace, key, secrets and region, as far as nothing was saved
 * @param cipher what settings are saved with, or null if they cannot be
 * @param liveKit what inbound routing needs
 * @param notifying which webhook is told of calls
 * @param pages how the pages are
 */
record ShopConfig(
    String host,
    int port,
    String databaseUrl,
    Secret adminToken,
    @Nullable Path customersFile,
    @Nullable Path ordersFile,
    @Nullable Duration reconcileEvery,
    IntegrationSettings phone,
    @Nullable SecretCipher cipher,
    LiveKitConfig liveKit,
    NotifyConfig notifying,
    PageConfig pages) {

  private static final String EVERYWHERE = "0.0.0.0";
  private static final int DEFAULT_PORT = 8080;
  private static final String DEFAULT_DATABASE = "jdbc:sqlite:data/shop.db";
  private static final int MAX_PORT = 65_535;
  private static final int MAX_MINUTES = 7 * 24 * 60;

  /**
   * Reads the variables that the README lists.
   *
   * @throws IllegalArgumentException if one cannot be used, naming it but no secret
   */
  static ShopConfig from(Map<String, String> environment) {
    IntegrationSettings phone = SettingsSource.fromEnvironment(environment).load();
    String region = value(environment, "SHOP_DEFAULT_REGION", IntegrationSettings.DEFAULT_REGION);
    return new ShopConfig(
        EVERYWHERE,
        number(environment, "SHOP_PORT", DEFAULT_PORT, 0, MAX_PORT),
        value(environment, "SHOP_DB", DEFAULT_DATABASE),
        Secret.of(value(environment, "SHOP_ADMIN_TOKEN", "")),
        file(environment, "SHOP_CUSTOMERS"),
        file(environment, "SHOP_ORDERS"),
        minutes(number(environment, "SHOP_RECONCILE_MINUTES", 0, 0, MAX_MINUTES)),
        phone.toBuilder().defaultRegion(region).build(),
        cipher(value(environment, "SHOP_SECRET_KEYS", "")),
        liveKit(environment),
        NotifyConfig.from(environment),
        PageConfig.from(environment));
  }

  /** The first key encrypts, the others still decrypt. */
  private static @Nullable SecretCipher cipher(String keys) {
    SecretCipher.@Nullable Builder cipher = null;
    for (String pair : keys.isEmpty() ? new String[0] : keys.split(",")) {
      String[] key = pair.strip().split(":", 2);
      if (key.length < 2) {
        throw new IllegalArgumentException("SHOP_SECRET_KEYS must be id:key, or several: id:key,…");
      }
      Secret bytes = Secret.of(key[1]);
      cipher = cipher == null ? SecretCipher.builder(key[0], bytes) : cipher.oldKey(key[0], bytes);
    }
    return cipher == null ? null : cipher.build();
  }

  private static LiveKitConfig liveKit(Map<String, String> environment) {
    return new LiveKitConfig(
        value(environment, "LIVEKIT_URL", ""),
        value(environment, "LIVEKIT_API_KEY", ""),
        Secret.of(value(environment, "LIVEKIT_API_SECRET", "")),
        value(environment, "LIVEKIT_INBOUND_TRUNK_ID", ""),
        Secret.of(value(environment, "LIVEKIT_BRIDGE_SECRET", "")),
        new OutboundConfig(
            value(environment, "LIVEKIT_URL", ""),
            value(environment, "LIVEKIT_OUTBOUND_TRUNK_ID", ""),
            value(environment, "LIVEKIT_RECORDING_PATH", ""),
            regions(value(environment, "SHOP_CALL_REGIONS", ""))),
        file(environment, "SHOP_NUMBERS"));
  }

  private static List<String> regions(String text) {
    List<String> regions = text.isEmpty() ? List.of() : List.of(text.split("[, ]+"));
    if (!regions.stream().allMatch(region -> region.matches("[A-Z]{2}"))) {
      throw new IllegalArgumentException(
          "SHOP_CALL_REGIONS must be regions such as DK,SE, was '" + text + "'");
    }
    return regions;
  }

  private static @Nullable Path file(Map<String, String> environment, String name) {
    String path = value(environment, name, "");
    return path.isEmpty() ? null : Path.of(path);
  }

  static String value(Map<String, String> environment, String name, String otherwise) {
    String value = environment.getOrDefault(name, "").strip();
    return value.isEmpty() ? otherwise : value;
  }

  private static @Nullable Duration minutes(int minutes) {
    return minutes == 0 ? null : Duration.ofMinutes(minutes);
  }

  static int number(Map<String, String> environment, String name, int otherwise, int min, int max) {
    String text = value(environment, name, Integer.toString(otherwise));
    if (text.matches("[0-9]{1,5}")) {
      int number = Integer.parseInt(text);
      if (number >= min && number <= max) {
        return number;
      }
    }
    throw new IllegalArgumentException(
        name + " must be a number from " + min + " to " + max + ", was '" + text + "'");
  }
}
