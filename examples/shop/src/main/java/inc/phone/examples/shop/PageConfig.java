package inc.phone.examples.shop;

import inc.phone.number.E164;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the pages are.
 *
 * @param zone the zone of all times on them
 * @param widgetPhone the number that the shop's front page has a button to call, or null for none
 * @param chatsFile the CSV file of chat sessions, or null for a shop without any
 */
record PageConfig(ZoneId zone, @Nullable E164 widgetPhone, @Nullable Path chatsFile) {
  private static final String DEFAULT_ZONE = "Europe/Copenhagen";

  /** What an empty environment gives. */
  static final PageConfig DEFAULT = from(Map.of());

  /**
   * Reads {@code SHOP_ZONE}, {@code SHOP_PHONE_WIDGET}, {@code SHOP_PHONE} and {@code SHOP_CHATS}.
   *
   * @throws IllegalArgumentException if one cannot be used, naming it
   */
  static PageConfig from(Map<String, String> environment) {
    String zone = environment.getOrDefault("SHOP_ZONE", "").strip();
    String chats = environment.getOrDefault("SHOP_CHATS", "").strip();
    return new PageConfig(
        zone(zone.isEmpty() ? DEFAULT_ZONE : zone),
        flag("SHOP_PHONE_WIDGET", environment.getOrDefault("SHOP_PHONE_WIDGET", "").strip())
            ? phone(environment.getOrDefault("SHOP_PHONE", "").strip())
            : null,
        chats.isEmpty() ? null : Path.of(chats));
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "SHOP_ZONE must be a zone such as " + DEFAULT_ZONE + ", was '" + text + "'", e);
    }
  }

  private static E164 phone(String text) {
    try {
      return E164.of(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "SHOP_PHONE must be a number such as +4570707070 if SHOP_PHONE_WIDGET is true", e);
    }
  }

  private static boolean flag(String name, String text) {
    return switch (text) {
      case "", "false" -> false;
      case "true" -> true;
      default ->
          throw new IllegalArgumentException(name + " must be true or false, was '" + text + "'");
    };
  }
}
