package inc.phone.ivr;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Small texts that several classes need alike. */
final class Words {
  private Words() {}

  /** The texts of some things with something between them. */
  static String join(String between, Collection<?> things) {
    return things.stream().map(Object::toString).collect(Collectors.joining(between));
  }

  /** A constant as JSON and people write it. */
  static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
