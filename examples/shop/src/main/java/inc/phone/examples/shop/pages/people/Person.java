package inc.phone.examples.shop.pages.people;

import java.util.List;

/**
 * A customer.
 *
 * @param id the shop's id
 * @param name the name, or the id if there is none
 * @param phones the numbers, as they are written
 */
public record Person(String id, String name, List<String> phones) {
  /** Copies the list. */
  public Person {
    phones = List.copyOf(phones);
  }
}
