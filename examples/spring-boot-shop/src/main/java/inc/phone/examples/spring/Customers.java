package inc.phone.examples.spring;

import inc.phone.number.E164;
import inc.phone.webhooks.spi.CustomerLookup;
import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

/** The customers, found by number. */
interface Customers extends CrudRepository<Customer, Long>, CustomerLookup {
  List<Customer> findFirst2ByPhone(String phone);

  /** A number that several customers share belongs to none of them. */
  @Override
  default Optional<String> findByPhone(E164 number) {
    List<Customer> found = findFirst2ByPhone(number.toString());
    return found.size() == 1 ? Optional.of(String.valueOf(found.get(0).id)) : Optional.empty();
  }
}
