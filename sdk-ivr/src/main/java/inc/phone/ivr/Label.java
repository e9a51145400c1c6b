package inc.phone.ivr;

/** A user's text as one harmless line of a diagram. Quoting is the business of each format. */
final class Label {
  private static final int MAX_CODE_POINTS = 48;
  private static final int REPLACEMENT = 0xFFFD;

  private Label() {}

  /**
   * The beginning of a text: white space becomes one space, and what cannot be seen but changes how
   * the rest is shown (control characters, direction marks, lone surrogates) is replaced.
   */
  static String of(String text) {
    StringBuilder label = new StringBuilder();
    int length = 0;
    boolean space = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        space = length > 0;
        continue;
      }
      if (length >= MAX_CODE_POINTS) {
        return label.append('…').toString();
      }
      if (space) {
        label.append(' ');
        length++;
        space = false;
      }
      label.appendCodePoint(isVisible(c) ? c : REPLACEMENT);
      length++;
    }
    return label.toString();
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
