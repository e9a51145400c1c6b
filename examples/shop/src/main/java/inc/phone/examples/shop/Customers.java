package inc.phone.examples.shop;

import inc.phone.number.E164;
import inc.phone.number.NumberNormalizer;
import inc.phone.webhooks.spi.CustomerLookup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shop's customers by phone number, from a CSV file with the columns id, name and phone.
 *
 * <p>Numbers are normalised once, here, so that a lookup is one exact comparison. A customer may
 * have several lines. A number that several customers share belongs to none of them: guessing would
 * show one person the calls of another. Immutable and thread-safe.
 */
final class Customers implements CustomerLookup {
  private static final Logger LOG = LoggerFactory.getLogger(Customers.class);

  private final Map<E164, String> idByNumber;

  private Customers(Map<E164, String> idByNumber) {
    this.idByNumber = Map.copyOf(idByNumber);
  }

  static Customers none() {
    return new Customers(Map.of());
  }

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException if it cannot be read or has no such columns
   */
  static Customers read(Path file, NumberNormalizer numbers) {
    try {
      return parse(Files.readString(file), numbers);
    } catch (IOException e) {
      throw new IllegalArgumentException("SHOP_CUSTOMERS: cannot read " + file, e);
    }
  }

  static Customers parse(String csv, NumberNormalizer numbers) {
    List<List<String>> rows = Csv.rows(csv);
    List<String> header =
        rows.isEmpty()
            ? List.of()
            : rows.get(0).stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    int id = header.indexOf("id");
    int phone = header.indexOf("phone");
    if (id < 0 || phone < 0) {
      throw new IllegalArgumentException("SHOP_CUSTOMERS: the first line must be id,name,phone");
    }
    Map<E164, String> found = new HashMap<>();
    Set<E164> shared = new HashSet<>();
    int unusable = 0;
    for (List<String> row : rows.subList(1, rows.size())) {
      Optional<E164> number = numbers.normalize(cell(row, phone));
      if (number.isEmpty() || cell(row, id).isEmpty()) {
        unusable++;
        continue;
      }
      String other = found.putIfAbsent(number.get(), cell(row, id));
      if (other != null && !other.equals(cell(row, id))) {
        shared.add(number.get());
      }
    }
    found.keySet().removeAll(shared);
    LOG.atInfo()
        .addKeyValue("numbers", found.size())
        .addKeyValue("lines_without_number", unusable)
        .addKeyValue("shared_numbers", shared.size())
        .log("customers read");
    return new Customers(found);
  }

  @Override
  public Optional<String> findByPhone(E164 number) {
    return Optional.ofNullable(idByNumber.get(number));
  }

  private static String cell(List<String> row, int column) {
    return column < row.size() ? row.get(column) : "";
  }
}
