package inc.phone.examples.shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The shop's orders, from a CSV file with a header line that names {@code id}, {@code customer} and
 * {@code status}. Immutable.
 */
final class Orders {
  /** One order, and whose it is. */
  record Order(String id, String customer, String status) {}

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
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException("SHOP_ORDERS: cannot read " + file, e);
    }
  }

  static Orders parse(String csv) {
    List<List<String>> rows = Csv.rows(csv);
    List<String> header =
        rows.isEmpty()
            ? List.of()
            : rows.get(0).stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    int id = header.indexOf("id");
    int customer = header.indexOf("customer");
    int status = header.indexOf("status");
    if (id < 0 || customer < 0 || status < 0) {
      throw new IllegalArgumentException("SHOP_ORDERS: the first line must be id,customer,status");
    }
    Map<String, Order> found = new HashMap<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      if (row.size() > Math.max(id, Math.max(customer, status))) {
        found.put(row.get(id), new Order(row.get(id), row.get(customer), row.get(status)));
      }
    }
    return new Orders(found);
  }

  Optional<Order> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }
}
