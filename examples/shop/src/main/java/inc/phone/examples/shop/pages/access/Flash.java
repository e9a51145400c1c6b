package inc.phone.examples.shop.pages.access;

import java.util.List;

/**
 * What the next page says about the step before it.
 *
 * @param kind how it is shown
 * @param key the text, by its key
 * @param values what stands in the text, in order
 */
public record Flash(Kind kind, String key, List<String> values) {
  /** How a message is shown. */
  public enum Kind {
    GOOD,
    BAD
  }

  /** Copies the list. */
  public Flash {
    values = List.copyOf(values);
  }

  public static Flash good(String key, String... values) {
    return new Flash(Kind.GOOD, key, List.of(values));
  }

  public static Flash bad(String key, String... values) {
    return new Flash(Kind.BAD, key, List.of(values));
  }
}
