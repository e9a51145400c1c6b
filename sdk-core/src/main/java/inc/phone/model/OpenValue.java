package inc.phone.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A word from a vocabulary that the sender may extend at any time: its text is all there is. */
abstract class OpenValue {
  private final String value;

  OpenValue(String value) {
    this.value = Objects.requireNonNull(value, "value");
  }

  /**
   * The word as the sender writes it.
   *
   * @return the text, never null
   */
  public final String value() {
    return value;
  }

  @Override
  @SuppressWarnings("EqualsGetClass") // a state and a type of the same text are not equal
  public final boolean equals(@Nullable Object other) {
    return other != null
        && getClass() == other.getClass()
        && value.equals(((OpenValue) other).value);
  }

  @Override
  public final int hashCode() {
    return value.hashCode();
  }

  /** The word itself. */
  @Override
  public final String toString() {
    return value;
  }
}
