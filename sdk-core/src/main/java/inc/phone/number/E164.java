package inc.phone.number;

import org.jspecify.annotations.Nullable;

/**
 * A phone number in E.164 form: {@code +} and 7 to 15 digits, the first of them not zero.
 *
 * <p>The form says nothing about whether the number exists; {@link NumberNormalizer#valid} does.
 * Two numbers are equal when their text is equal, which is how this SDK matches. Immutable and
 * thread-safe. {@link #toString()} is the number itself, for use in rows and requests: think before
 * you log it.
 *
 * @since 0.1.0
 */
public final class E164 implements Comparable<E164> {
  private static final int MIN_DIGITS = 7;
  private static final int MAX_DIGITS = 15;

  private final String value;

  private E164(String value) {
    this.value = value;
  }

  /**
   * Takes a number that is already in E.164 form; {@link NumberNormalizer} reads all other forms.
   *
   * @param value exactly {@code +} and 7 to 15 ASCII digits, the first 1 to 9
   * @return the number
   * @throws IllegalArgumentException if the text has any other form; the message does not repeat it
   * @throws NullPointerException if the text is null
   */
  public static E164 of(String value) {
    E164 number = orNull(value);
    if (number == null) {
      throw new IllegalArgumentException(
          "not E.164: expected + and "
              + MIN_DIGITS
              + " to "
              + MAX_DIGITS
              + " digits, the first not 0, got "
              + value.length()
              + " characters");
    }
    return number;
  }

  static @Nullable E164 orNull(String value) {
    int digits = value.length() - 1;
    if (digits < MIN_DIGITS
        || digits > MAX_DIGITS
        || value.charAt(0) != '+'
        || value.charAt(1) == '0') {
      return null;
    }
    for (int i = 1; i <= digits; i++) {
      char c = value.charAt(i);
      if (c < '0' || c > '9') {
        return null;
      }
    }
    return new E164(value);
  }

  /**
   * The number.
   *
   * @return {@code +} and digits
   */
  public String value() {
    return value;
  }

  /** Orders by text, which is not the order of the numbers as numbers. */
  @Override
  public int compareTo(E164 other) {
    return value.compareTo(other.value);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof E164 number && value.equals(number.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** The number. */
  @Override
  public String toString() {
    return value;
  }
}
