package inc.phone.examples.shop.pages.people;

import java.util.List;
import java.util.Optional;

/** Where customers are found. Called from any thread; may block. */
public interface People {
  /**
   * Finds one.
   *
   * @param id the shop's id
   * @return the customer, or empty if there is none
   */
  Optional<Person> find(String id);

  /**
   * Searches by a part of the name, id or number, without regard to case.
   *
   * @param text what to look for; empty finds everybody
   * @param limit how many at most
   * @return customers by name
   */
  List<Person> search(String text, int limit);
}
