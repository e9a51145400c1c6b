package inc.phone.examples.shop.pages.ivr;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of a call that was tried out.
 *
 * @param time minutes and seconds since it began
 * @param key the end of the key of what happened, or empty for the words themselves
 * @param value what belongs to it
 */
public record TranscriptLine(String time, String key, String value) {
  private static final Pattern LINE = Pattern.compile("([0-9]+:[0-9]{2})  (.*)", Pattern.DOTALL);
  private static final Map<String, Pattern> KINDS = kinds();

  private static Map<String, Pattern> kinds() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("hears", "hears: (.*)");
    words.put("somebody", "somebody calls()");
    words.put("calls", "(.*) calls");
    words.put("presses", "presses (.)");
    words.put("chooses", "chooses (.*)");
    words.put("rings", "ringing at (.*)");
    words.put("message", "leaves a message in \"(.*)\"");
    words.put("hand_on", "the assistant hands on: (.*)");
    words.put("assistant", "assistant ?(.*) takes the call");
    words.put("waits", "waits()");
    words.put("connected", "is connected()");
    words.put("nobody", "nobody answers()");
    words.put("says_nothing", "says nothing()");
    words.put("assisted", "is helped by the assistant()");
    words.put("failed", "the assistant fails()");
    words.put("hangs_up", "hangs up()");
    words.put("hung_up", "is hung up on()");
    words.put("problem", "problem (.*)");
    Map<String, Pattern> kinds = new LinkedHashMap<>();
    words.forEach((key, text) -> kinds.put(key, Pattern.compile(text, Pattern.DOTALL)));
    return kinds;
  }

  static TranscriptLine of(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      return new TranscriptLine("", "", line);
    }
    String words = parts.group(2);
    for (Map.Entry<String, Pattern> kind : KINDS.entrySet()) {
      Matcher found = kind.getValue().matcher(words);
      if (found.matches()) {
        return new TranscriptLine(parts.group(1), kind.getKey(), found.group(1));
      }
    }
    return new TranscriptLine(parts.group(1), "", words);
  }

  /** The same with the names of branches in place of their ids. */
  TranscriptLine named(Map<String, String> names) {
    return key.equals("chooses")
        ? new TranscriptLine(time, key, names.getOrDefault(value, value))
        : this;
  }

  /** Said by the menu or the assistant. */
  public boolean isHeard() {
    return key.equals("hears");
  }

  /** Done by the caller. */
  public boolean isPressed() {
    return key.equals("presses");
  }
}
