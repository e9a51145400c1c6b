package inc.phone.examples.shop.pages.ivr;

import inc.phone.ivr.flow.CallOutcome;
import java.util.List;
import java.util.Locale;

/**
 * A call that is tried out.
 *
 * @param revision the revision of the menu
 * @param from the caller's number as it was typed
 * @param at when the call begins, as it was typed
 * @param locale the caller's language, or empty
 * @param locales the languages of the menu
 * @param steps what was done so far
 * @param lines what happened
 * @param kind where the call is
 */
public record TryView(
    long revision,
    String from,
    String at,
    String locale,
    List<String> locales,
    String steps,
    List<TranscriptLine> lines,
    CallOutcome.Kind kind) {
  private static final List<String> KEYS =
      List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#");

  public List<String> keys() {
    return KEYS;
  }

  public boolean isInMenu() {
    return kind == CallOutcome.Kind.IN_MENU;
  }

  public boolean isRinging() {
    return kind == CallOutcome.Kind.RINGING;
  }

  public boolean isAssisted() {
    return kind == CallOutcome.Kind.WITH_ASSISTANT;
  }

  public boolean isOver() {
    return !isInMenu() && !isRinging() && !isAssisted();
  }

  /** The end of the key of what became of the call. */
  public String outcome() {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
