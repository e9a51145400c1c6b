package inc.phone.ivr;

/**
 * A phone number as people may see it: enough to recognise one's own, too little to call it.
 *
 * @since 0.1.0
 */
public final class MaskedNumber {
  private static final int SHOWN_AT_START = 3;
  private static final int SHOWN_AT_END = 4;

  private MaskedNumber() {}

  /**
   * Masks a number.
   *
   * @param number any text
   * @return for example {@code +45••••7071}; only bullets if the text is too short to hide anything
   */
  public static String of(String number) {
    int length = number.length();
    return length < SHOWN_AT_START + SHOWN_AT_END + 1
        ? "••••"
        : number.substring(0, SHOWN_AT_START) + "••••" + number.substring(length - SHOWN_AT_END);
  }
}
