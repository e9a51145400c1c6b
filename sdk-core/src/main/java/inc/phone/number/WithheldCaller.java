package inc.phone.number;

import java.util.Set;

/** The words, and the numbers spelling such words on a keypad, that stand for "not told". */
final class WithheldCaller {
  private static final Set<String> WORDS =
      Set.of(
          "anonymous",
          "blocked",
          "hidden",
          "no caller id",
          "not available",
          "number withheld",
          "private",
          "private number",
          "restricted",
          "unavailable",
          "unknown",
          "unknown caller",
          "withheld",
          "withheld number");

  /** Anonymous, restricted, unavailable, blocked, unknown. They look like foreign numbers. */
  private static final Set<String> NUMBERS =
      Set.of("+266696687", "+7378742833", "+86282452253", "+2562533", "+8656696");

  private WithheldCaller() {}

  /** Takes a trimmed lower-case text, which may be a SIP address with the word as its user. */
  static boolean isWord(String text) {
    int scheme = text.startsWith("sip:") ? 4 : text.startsWith("sips:") ? 5 : 0;
    int at = text.indexOf('@', scheme);
    return WORDS.contains(text.substring(scheme, at < 0 ? text.length() : at));
  }

  /** Takes a number in E.164 form. */
  static boolean isNumber(String number) {
    return NUMBERS.contains(number);
  }
}
