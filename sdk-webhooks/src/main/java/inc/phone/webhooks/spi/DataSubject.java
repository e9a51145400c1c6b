package inc.phone.webhooks.spi;

import inc.phone.internal.json.StorableText;
import inc.phone.number.E164;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whose data is erased or exported: that of a phone number, or that of a customer of the host's.
 *
 * <p>Immutable and thread-safe. {@link #toString()} shows neither.
 *
 * @since 0.1.0
 */
public final class DataSubject {
  private final @Nullable E164 number;
  private final @Nullable String customerId;

  private DataSubject(@Nullable E164 number, @Nullable String customerId) {
    this.number = number;
    this.customerId = customerId;
  }

  /**
   * Whoever calls from a number, or is called there.
   *
   * @param number the number of the other end
   * @return the subject
   */
  public static DataSubject ofNumber(E164 number) {
    return new DataSubject(Objects.requireNonNull(number, "number"), null);
  }

  /**
   * A customer, by exact match or by hand.
   *
   * @param customerId the host's id of the customer
   * @return the subject
   * @throws IllegalArgumentException if the id is not 1 to 128 printable characters
   */
  public static DataSubject ofCustomer(String customerId) {
    if (!StorableText.isId(customerId)) {
      throw new IllegalArgumentException(
          "customerId must be 1 to "
              + StorableText.MAX_ID_CODE_POINTS
              + " printable characters, has "
              + customerId.length());
    }
    return new DataSubject(null, customerId);
  }

  /**
   * The number.
   *
   * @return the number, or null if this is a customer
   */
  public @Nullable E164 number() {
    return number;
  }

  /**
   * The customer.
   *
   * @return the host's id, or null if this is a number
   */
  public @Nullable String customerId() {
    return customerId;
  }

  @Override
  public String toString() {
    return number != null ? "DataSubject[number]" : "DataSubject[customer]";
  }
}
