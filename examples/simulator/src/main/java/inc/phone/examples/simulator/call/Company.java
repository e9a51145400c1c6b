package inc.phone.examples.simulator.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The company whose telephone this is: its people, numbers and address book.
 *
 * @param employees who answers calls
 * @param mainNumbers what callers dial
 * @param contacts known callers, newest first
 */
public record Company(
    List<Employee> employees, List<MainNumber> mainNumbers, List<Contact> contacts) {
  private static final int CONTACTS = 40;
  private static final List<String> FIRST_NAMES =
      List.of(
          "Ada", "Bjørn", "Chloë", "Dmitri", "Emîn", "Frida", "Grace", "Håkon", "Inês", "Jürgen");
  private static final List<String> LAST_NAMES = List.of("Ågren", "O'Neill", "Núñez", "Smith");

  /**
   * The company of a seed.
   *
   * @param seed the seed of everything
   * @param epoch when the simulated time begins
   * @return the same company for the same arguments
   */
  public static Company of(long seed, Instant epoch) {
    SplittableRandom random = Seeds.random(seed, Stream.COMPANY);
    Instant founded = epoch.minus(Duration.ofDays(400));
    return new Company(
        List.of(
            employee(random, "Jane Smith", founded),
            employee(random, "Søren Kjær", founded),
            employee(random, "Li Wei", founded)),
        List.of(
            mainNumber(random, "Sales", 150),
            mainNumber(random, "Support", 151),
            mainNumber(random, "Billing", 152)),
        IntStream.range(0, CONTACTS).mapToObj(i -> contact(random, i, epoch)).toList());
  }

  private static Employee employee(SplittableRandom random, String name, Instant founded) {
    String address = name.substring(0, 2).toLowerCase(Locale.ROOT) + "@company.example";
    return new Employee(Ids.ulid(random), name, address, founded);
  }

  private static MainNumber mainNumber(SplittableRandom random, String name, int line) {
    return new MainNumber(Ids.ulid(random), name, "+14155550" + line, "(415) 555-0" + line);
  }

  private static Contact contact(SplittableRandom random, int index, Instant epoch) {
    String name =
        FIRST_NAMES.get(index % FIRST_NAMES.size())
            + " "
            + LAST_NAMES.get(index / FIRST_NAMES.size());
    return new Contact(
        Ids.ulid(random),
        name,
        "contact" + index + "@customer.example",
        index % 2 == 0 ? "+447700900" + (100 + index) : "+14155550" + (100 + index),
        "Customer " + index,
        epoch.minus(Duration.ofDays(index + 1L)));
  }
}
