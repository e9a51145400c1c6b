package inc.phone.webhooks;

import inc.phone.number.E164;
import inc.phone.number.NumberNormalizer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Looks for phone numbers and call ids in bytes that need not be readable.
 *
 * <p>A number is found if digits, with up to {@value #MAX_SEPARATORS} spaces, dashes, dots,
 * slashes, parentheses or zero bytes (UTF-16) between two of them, read as that number: after a
 * plus, after 00, or as a number of the receiver's region. A call id is found between double
 * quotes. Digits written as escapes, in other scripts, in words, compressed or encoded are not
 * found. Immutable and thread-safe.
 */
final class Mentions {
  private static final int MAX_DIGITS = 20; // 15 of E.164, and what may stand before them
  private static final int MAX_SEPARATORS = 4;
  private static final int MAX_ID_BYTES = 512;
  private static final String SEPARATORS = " -./()\0";

  /** As many digits at the end tell nearly all other numbers apart, before any is parsed. */
  private static final int TAIL = 5;

  private final Set<E164> numbers;
  private final Set<String> callIds;
  private final NumberNormalizer normalizer;

  Mentions(Set<E164> numbers, Set<String> callIds, NumberNormalizer normalizer) {
    this.numbers = numbers;
    this.callIds = callIds;
    this.normalizer = normalizer;
  }

  boolean in(byte[] body) {
    return hasNumber(body) || hasCallId(body);
  }

  private boolean hasNumber(byte[] body) {
    for (int i = 0; i < body.length && !numbers.isEmpty(); i++) {
      if (isDigit(body, i) && !isDigit(body, i - 1) && isNumberAt(body, i)) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of the runs of digits that begin here is a number: it may end with any group. */
  private boolean isNumberAt(byte[] body, int start) {
    StringBuilder digits = new StringBuilder(MAX_DIGITS);
    int separators = 0;
    for (int i = start; i < body.length; i++) {
      if (isDigit(body, i)) {
        separators = 0;
        if (digits.length() == MAX_DIGITS) {
          return false;
        }
        digits.append((char) body[i]);
        if (!isDigit(body, i + 1) && isNumber(digits.toString())) {
          return true;
        }
      } else if (SEPARATORS.indexOf(body[i]) < 0 || ++separators > MAX_SEPARATORS) {
        return false;
      }
    }
    return false;
  }

  private boolean isNumber(String digits) {
    for (E164 number : numbers) {
      String value = number.value();
      if (digits.endsWith(value.substring(value.length() - TAIL))
          && (value.equals("+" + digits)
              || value.equals("+" + digits.replaceFirst("^00", ""))
              || normalizer.normalize(digits).filter(number::equals).isPresent())) {
        return true;
      }
    }
    return false;
  }

  private boolean hasCallId(byte[] body) {
    int begin = -1;
    for (int i = 0; i < body.length && !callIds.isEmpty(); i++) {
      if (body[i] == '"') {
        int length = i - begin - 1;
        if (begin >= 0
            && length <= MAX_ID_BYTES
            && callIds.contains(new String(body, begin + 1, length, StandardCharsets.UTF_8))) {
          return true;
        }
        begin = i;
      }
    }
    return false;
  }

  private static boolean isDigit(byte[] body, int index) {
    return index >= 0 && index < body.length && body[index] >= '0' && body[index] <= '9';
  }
}
