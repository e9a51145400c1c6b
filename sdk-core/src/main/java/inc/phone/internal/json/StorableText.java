package inc.phone.internal.json;

/** Which text every database can keep as it is. */
public final class StorableText {
  /** Longest identifier in code points. */
  public static final int MAX_ID_CODE_POINTS = 128;

  private static final char REPLACEMENT = '\uFFFD';

  private StorableText() {}

  /**
   * Replaces U+0000 and surrogates without a partner by U+FFFD; PostgreSQL refuses the first, and
   * drivers turn the second into a question mark.
   *
   * @param text any text
   * @return the same object if nothing had to be replaced
   */
  public static String repaired(String text) {
    int bad = firstUnstorable(text, 0);
    if (bad < 0) {
      return text;
    }
    char[] chars = text.toCharArray();
    for (; bad >= 0; bad = firstUnstorable(text, bad + 1)) {
      chars[bad] = REPLACEMENT;
    }
    return new String(chars);
  }

  /**
   * Tells whether a text can be an identifier.
   *
   * @param text any text
   * @return true for 1 to 128 code points, not blank, without control characters or lone surrogates
   */
  public static boolean isId(String text) {
    // The first test bounds the work on hostile input before anything looks at each character.
    return text.length() <= 2 * MAX_ID_CODE_POINTS
        && text.codePointCount(0, text.length()) <= MAX_ID_CODE_POINTS
        && !text.isBlank()
        && firstUnstorable(text, 0) < 0
        && text.chars().noneMatch(Character::isISOControl);
  }

  private static int firstUnstorable(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return i;
      }
      if (Character.isSurrogate(c)) {
        if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
          i++;
        } else {
          return i;
        }
      }
    }
    return -1;
  }
}
