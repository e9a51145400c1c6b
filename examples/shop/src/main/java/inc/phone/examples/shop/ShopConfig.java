package inc.phone.examples.shop;

import inc.phone.settings.IntegrationSettings;
import inc.phone.settings.Secret;
import inc.phone.settings.SettingsSource;
import java.nio.file.Path;
import java.time.Duration;
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
 * @param phone workspace, key, secrets and region
 * @param liveKit what inbound routing needs
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
    LiveKitConfig liveKit,
    PageConfig pages) {

  private static final String EVERYWHERE = "0.0.0.0";
  private static final String DEFAULT_PORT = "8080";
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
        port(value(environment, "SHOP_PORT", DEFAULT_PORT)),
        value(environment, "SHOP_DB", DEFAULT_DATABASE),
        Secret.of(value(environment, "SHOP_ADMIN_TOKEN", "")),
        file(environment, "SHOP_CUSTOMERS"),
        file(environment, "SHOP_ORDERS"),
        minutes("SHOP_RECONCILE_MINUTES", value(environment, "SHOP_RECONCILE_MINUTES", "0")),
        phone.toBuilder().defaultRegion(region).build(),
        liveKit(environment),
        PageConfig.from(environment));
  }

  private static LiveKitConfig liveKit(Map<String, String> environment) {
    return new LiveKitConfig(
        value(environment, "LIVEKIT_URL", ""),
        value(environment, "LIVEKIT_API_KEY", ""),
        Secret.of(value(environment, "LIVEKIT_API_SECRET", "")),
        value(environment, "LIVEKIT_INBOUND_TRUNK_ID", ""),
        Secret.of(value(environment, "LIVEKIT_BRIDGE_SECRET", "")),
        file(environment, "SHOP_NUMBERS"));
  }

  private static @Nullable Path file(Map<String, String> environment, String name) {
    String path = value(environment, name, "");
    return path.isEmpty() ? null : Path.of(path);
  }

  private static String value(Map<String, String> environment, String name, String otherwise) {
    String value = environment.getOrDefault(name, "").strip();
    return value.isEmpty() ? otherwise : value;
  }

  private static int port(String text) {
    return number("SHOP_PORT", text, MAX_PORT);
  }

  private static @Nullable Duration minutes(String name, String text) {
    int minutes = number(name, text, MAX_MINUTES);
    return minutes == 0 ? null : Duration.ofMinutes(minutes);
  }

  private static int number(String name, String text, int max) {
    if (text.matches("[0-9]{1,5}")) {
      int number = Integer.parseInt(text);
      if (number <= max) {
        return number;
      }
    }
    throw new IllegalArgumentException(
        name + " must be a number from 0 to " + max + ", was '" + text + "'");
  }
}
