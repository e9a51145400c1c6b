package inc.phone.examples.spring;

import inc.phone.number.E164;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import org.jspecify.annotations.Nullable;

/** A customer of the shop. Numbers are normalised once, when they are written. */
@Entity
final class Customer {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  @Nullable Long id;

  String name;

  /** E.164, so that numbers can be compared exactly. */
  String phone;

  Customer(String name, E164 phone) {
    this.name = name;
    this.phone = phone.toString();
  }

  @SuppressWarnings("NullAway.Init")
  Customer() {} // for JPA
}
