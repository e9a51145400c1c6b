package inc.phone.examples.shop;

import inc.phone.examples.shop.pages.customers.ShopHistory.ChatSession;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The shop's chats, from a CSV file with a header line that names {@code id}, {@code customer},
 * {@code started_at}, {@code topic} and {@code messages}: a sample of what a shop knows besides
 * calls. Immutable.
 */
final class Chats {
  private static final List<String> COLUMNS =
      List.of("id", "customer", "started_at", "topic", "messages");

  private final Map<String, List<ChatSession>> byCustomer;

  private Chats(Map<String, List<ChatSession>> byCustomer) {
    this.byCustomer = Map.copyOf(byCustomer);
  }

  static Chats none() {
    return new Chats(Map.of());
  }

  /**
   * Reads the file. A line without a time or with something else than a number of messages is left
   * out.
   *
   * @throws IllegalArgumentException if it cannot be read or has no such columns
   */
  static Chats read(Path file) {
    Map<String, List<ChatSession>> found = new HashMap<>();
    for (CsvTable.Row row : CsvTable.read(file, "SHOP_CHATS", COLUMNS).rows()) {
      Instant at = row.time("started_at");
      if (at != null && row.cell("messages").matches("[0-9]{1,6}")) {
        int messages = Integer.parseInt(row.cell("messages"));
        found
            .computeIfAbsent(row.cell("customer"), any -> new ArrayList<>())
            .add(new ChatSession(row.cell("id"), at, row.cell("topic"), messages));
      }
    }
    return new Chats(found);
  }

  /** The chats of a customer, in no order. */
  List<ChatSession> of(String customer) {
    return byCustomer.getOrDefault(customer, List.of());
  }
}
