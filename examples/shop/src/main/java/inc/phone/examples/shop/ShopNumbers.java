package inc.phone.examples.shop;

import inc.phone.ivr.routing.DialledNumber;
import inc.phone.ivr.routing.NumberDirectory;
import inc.phone.number.E164;
import inc.phone.number.NumberNormalizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The shop's numbers, from a CSV file with a header line that names {@code number} and {@code id},
 * and if wanted {@code tenant_id}, {@code tenant_agent}, {@code campaign_id} and {@code
 * campaign_agent}. Immutable.
 */
final class ShopNumbers implements NumberDirectory {
  private final Map<E164, DialledNumber> byNumber;

  private ShopNumbers(Map<E164, DialledNumber> byNumber) {
    this.byNumber = Map.copyOf(byNumber);
  }

  static ShopNumbers none() {
    return new ShopNumbers(Map.of());
  }

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException if it cannot be read, has no such columns, or a line whose
   *     number is none or there already
   */
  static ShopNumbers read(Path file, NumberNormalizer numbers) {
    try {
      return parse(Files.readString(file), numbers);
    } catch (IOException e) {
      throw new IllegalArgumentException("SHOP_NUMBERS: cannot read " + file, e);
    }
  }

  static ShopNumbers parse(String csv, NumberNormalizer numbers) {
    List<List<String>> rows = Csv.rows(csv);
    List<String> header =
        rows.isEmpty()
            ? List.of()
            : rows.get(0).stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    if (!header.contains("number") || !header.contains("id")) {
      throw new IllegalArgumentException("SHOP_NUMBERS: the first line must name number and id");
    }
    Map<E164, DialledNumber> found = new HashMap<>();
    for (int line = 1; line < rows.size(); line++) {
      Row row = new Row(header, rows.get(line));
      Optional<E164> number = numbers.normalize(row.cell("number"));
      if (number.isEmpty() || found.putIfAbsent(number.get(), row.dialled()) != null) {
        throw new IllegalArgumentException(
            "SHOP_NUMBERS: line " + (line + 1) + " has no number of its own");
      }
    }
    return new ShopNumbers(found);
  }

  Set<E164> all() {
    return byNumber.keySet();
  }

  @Override
  public Optional<DialledNumber> find(E164 number) {
    return Optional.ofNullable(byNumber.get(number));
  }

  private record Row(List<String> header, List<String> cells) {
    String cell(String name) {
      int column = header.indexOf(name);
      return column < 0 || column >= cells.size() ? "" : cells.get(column);
    }

    DialledNumber dialled() {
      return DialledNumber.builder(cell("id"))
          .tenant(cell("tenant_id"), cell("tenant_agent"))
          .campaign(cell("campaign_id"), cell("campaign_agent"))
          .build();
    }
  }
}
