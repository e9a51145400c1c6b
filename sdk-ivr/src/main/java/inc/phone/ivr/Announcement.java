package inc.phone.ivr;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which keys a greeting tells the caller to press, guessed from the words. */
final class Announcement {
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("nul", "0"),
          Map.entry("zero", "0"),
          Map.entry("null", "0"),
          Map.entry("en", "1"),
          Map.entry("et", "1"),
          Map.entry("one", "1"),
          Map.entry("eins", "1"),
          Map.entry("to", "2"),
          Map.entry("two", "2"),
          Map.entry("zwei", "2"),
          Map.entry("tre", "3"),
          Map.entry("three", "3"),
          Map.entry("drei", "3"),
          Map.entry("fire", "4"),
          Map.entry("four", "4"),
          Map.entry("vier", "4"),
          Map.entry("fem", "5"),
          Map.entry("five", "5"),
          Map.entry("seks", "6"),
          Map.entry("six", "6"),
          Map.entry("syv", "7"),
          Map.entry("seven", "7"),
          Map.entry("otte", "8"),
          Map.entry("eight", "8"),
          Map.entry("ni", "9"),
          Map.entry("nine", "9"),
          Map.entry("stjerne", "*"),
          Map.entry("star", "*"),
          Map.entry("stern", "*"),
          Map.entry("firkant", "#"),
          Map.entry("hash", "#"),
          Map.entry("pound", "#"),
          Map.entry("raute", "#"));

  private static final String VERB =
      "(?:press|tryk|tast|trykk|tryck|dr\u00fccken sie(?: die)?|w\u00e4hlen sie(?: die)?"
          + "|appuyez sur(?: le)?|tapez(?: le)?|pulse|marque|premere|premi)";
  private static final Pattern KEY =
      Pattern.compile("\\b" + VERB + "\\s+(?:the |p\u00e5 )?([0-9*#]{1,6}|\\p{L}+)");
  private static final Pattern KEY_BEFORE_PURPOSE =
      Pattern.compile(
          "\\b" + VERB + "\\s+([0-9*#]{1,6})\\s+(?:for|to|f\u00fcr|f\u00f6r|pour|para|per)\\b");
  private static final Pattern NUMBER = Pattern.compile("[0-9*#]{1,6}");

  private final Set<String> keys = new LinkedHashSet<>();
  private final Set<String> numbers = new HashSet<>();
  private final @Nullable String keyBeforePurpose;

  private Announcement(String text) {
    for (Matcher key = KEY.matcher(text); key.find(); ) {
      String word = key.group(1);
      String digit = NUMBER.matcher(word).matches() ? word : WORDS.get(word);
      if (digit != null) {
        keys.add(digit);
      }
    }
    for (Matcher number = NUMBER.matcher(text); number.find(); ) {
      numbers.add(number.group());
    }
    Matcher order = KEY_BEFORE_PURPOSE.matcher(text);
    this.keyBeforePurpose = order.find() ? order.group(1) : null;
  }

  static Announcement of(String text) {
    return new Announcement(text.toLowerCase(Locale.ROOT));
  }

  boolean hasKeys() {
    return !keys.isEmpty();
  }

  Set<String> keys() {
    return keys;
  }

  boolean mentions(String digit) {
    return keys.contains(digit) || numbers.contains(digit);
  }

  /** The first key that is named before what it is for. */
  Optional<String> keyBeforePurpose() {
    return Optional.ofNullable(keyBeforePurpose);
  }
}
