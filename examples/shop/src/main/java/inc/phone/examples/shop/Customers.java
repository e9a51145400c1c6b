package inc.phone.examples.shop;

import inc.phone.examples.shop.pages.people.People;
import inc.phone.examples.shop.pages.people.Person;
import inc.phone.number.E164;
import inc.phone.number.NumberNormalizer;
import inc.phone.webhooks.spi.CustomerLookup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shop's customers by phone number, from a CSV file with the columns id, name and phone.
 *
 * <p>Numbers are normalised once, here, so that a lookup is one exact comparison. A customer may
 * have several lines. A number that several customers share belongs to none of them: guessing would
 * show one person the calls of another. Immutable and thread-safe.
 */
final class Customers implements CustomerLookup, People {
  private static final Logger LOG = LoggerFactory.getLogger(Customers.class);
  private static final Comparator<Person> BY_NAME =
      Comparator.comparing(Person::name).thenComparing(Person::id);

  private final Map<E164, String> idByNumber;
  private final Map<String, Person> byId;
  private final List<Person> byName;

  private Customers(Map<E164, String> idByNumber, Map<String, Person> byId) {
    this.idByNumber = Map.copyOf(idByNumber);
    this.byId = Map.copyOf(byId);
    this.byName = byId.values().stream().sorted(BY_NAME).toList();
  }

  static Customers none() {
    return new Customers(Map.of(), Map.of());
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
    int name = header.indexOf("name");
    int phone = header.indexOf("phone");
    if (id < 0 || phone < 0) {
      throw new IllegalArgumentException("SHOP_CUSTOMERS: the first line must be id,name,phone");
    }
    Map<E164, String> found = new HashMap<>();
    Map<String, Person> people = new HashMap<>();
    Set<E164> shared = new HashSet<>();
    int unusable = 0;
    for (List<String> row : rows.subList(1, rows.size())) {
      if (!cell(row, id).isEmpty()) {
        Person person = person(cell(row, id), cell(row, name), cell(row, phone));
        people.merge(person.id(), person, Customers::together);
      }
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
    return new Customers(found, people);
  }

  @Override
  public Optional<String> findByPhone(E164 number) {
    return Optional.ofNullable(idByNumber.get(number));
  }

  @Override
  public Optional<Person> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  @Override
  public List<Person> search(String text, int limit) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    return byName.stream().filter(one -> isLike(one, wanted)).limit(limit).toList();
  }

  private static boolean isLike(Person person, String wanted) {
    return Stream.concat(Stream.of(person.id(), person.name()), person.phones().stream())
        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(wanted));
  }

  private static Person person(String id, String name, String phone) {
    List<String> phones = phone.isEmpty() ? List.of() : List.of(phone);
    return new Person(id, name.isEmpty() ? id : name, phones);
  }

  /** Two lines of one customer; the first has the name. */
  private static Person together(Person one, Person other) {
    List<String> phones = new ArrayList<>(one.phones());
    phones.addAll(other.phones());
    return new Person(one.id(), one.name(), phones);
  }

  private static String cell(List<String> row, int column) {
    return column >= 0 && column < row.size() ? row.get(column) : "";
  }
}
