package inc.phone.examples.shop.pages.customers;

import inc.phone.examples.shop.pages.people.Person;
import java.util.List;

/**
 * The list of customers.
 *
 * @param search what was looked for, empty for everybody
 * @param found by name
 * @param more whether there are more than are shown
 */
public record CustomersView(String search, List<Person> found, boolean more) {}
