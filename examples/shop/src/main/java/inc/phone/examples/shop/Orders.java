package inc.phone.examples.shop;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The shop's orders, from a CSV file with a header line that names {@code id}, {@code customer} and
 * {@code status}, and if wanted {@code placed_at} and {@code total}. Immutable.
 */
final class Orders {
  private static final List<String> COLUMNS = List.of("id", "customer", "status");

  /** One order, and whose it is. */
  record Order(
      String id,
      String customer,
      String status,
      @Nullable Instant placedAt,
      @Nullable String total) {}

  private final Map<String, Order> byId;

  private Orders(Map<String, Order> byId) {
    this.byId = Map.copyOf(byId);
  }

  static Orders none() {
    return new Orders(Map.of());
  }

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException if it cannot be read or has no such columns
   */
  static Orders read(Path file) {
    return of(CsvTable.read(file, "SHOP_ORDERS", COLUMNS));
  }

  static Orders parse(String csv) {
    return of(CsvTable.parse(csv, "SHOP_ORDERS", COLUMNS));
  }

  private static Orders of(CsvTable table) {
    Map<String, Order> found = new HashMap<>();
    for (CsvTable.Row row : table.rows()) {
      if (!row.cell("id").isEmpty() && !row.cell("customer").isEmpty()) {
        Order order =
            new Order(
                row.cell("id"),
                row.cell("customer"),
                row.cell("status"),
                row.time("placed_at"),
                row.orNull("total"));
        found.put(order.id(), order);
      }
    }
    return new Orders(found);
  }

  Optional<Order> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The orders of a customer, in no order. */
  List<Order> of(String customer) {
    return byId.values().stream().filter(order -> order.customer().equals(customer)).toList();
  }
}
