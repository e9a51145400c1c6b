package inc.phone.examples.shop.pages.telefon;

import inc.phone.examples.shop.pages.people.People;
import inc.phone.examples.shop.pages.people.Person;
import inc.phone.webhooks.call.CallRecord;
import org.jspecify.annotations.Nullable;

/**
 * Who was at the other end.
 *
 * @param number what the sender says, or null for nothing
 * @param customerId the shop's customer, or null
 * @param name their name, or null
 * @param match the word for how they were found
 */
public record Party(
    @Nullable String number, @Nullable String customerId, @Nullable String name, String match) {

  static Party of(CallRecord call, @Nullable String number, People people) {
    String id = call.customerId();
    String name = id == null ? null : people.find(id).map(Person::name).orElse(id);
    return new Party(number, id, name, call.match().word());
  }

  public boolean isKnown() {
    return customerId != null;
  }
}
