package inc.phone.examples.shop;

import inc.phone.examples.simulator.call.Contact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The simulator's address book as the customers of a shop. */
final class DemoCustomers {
  private record Customer(String id, String name, String phone) {}

  private final List<Customer> customers = new ArrayList<>();
  private final Map<String, String> nameById = new HashMap<>();
  private final Map<String, String> idByPhone = new HashMap<>();

  DemoCustomers(List<Contact> contacts) {
    for (Contact contact : contacts) {
      String id = "c" + (101 + customers.size());
      customers.add(new Customer(id, contact.name(), contact.phone()));
      nameById.put(id, contact.name());
      idByPhone.put(contact.phone(), id);
    }
  }

  /** The file, with numbers as people write them. */
  String csv() {
    StringBuilder csv = new StringBuilder("id,name,phone\n");
    for (Customer customer : customers) {
      csv.append(customer.id())
          .append(",\"")
          .append(customer.name().replace("\"", "\"\""))
          .append("\",\"")
          .append(asWritten(customer.phone()))
          .append("\"\n");
    }
    return csv.toString();
  }

  Optional<String> idOf(String phone) {
    return Optional.ofNullable(idByPhone.get(phone));
  }

  String nameOf(String id) {
    return nameById.getOrDefault(id, id);
  }

  private static String asWritten(String e164) {
    return e164.startsWith("+1")
        ? e164.replaceFirst("\\+1(...)(...)(....)", "+1 ($1) $2-$3")
        : e164.replaceFirst("\\+(..)(....)", "00$1 $2 ");
  }
}
