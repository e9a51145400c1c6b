package inc.phone.ivr.flow;

import java.time.Duration;

/**
 * One way through a menu, as {@link IvrWalk} tried it.
 *
 * @param menu the menu the caller was in, empty while closed
 * @param input what the caller did there and what happened then, such as {@code 1, no answer}
 * @param outcome where the caller came
 * @param sinceCall seconds since the call began, on the first way found to that menu
 * @param sinceMenu seconds since the greeting of that menu
 * @since 0.1.0
 */
public record WalkedPath(
    String menu, String input, CallOutcome outcome, Duration sinceCall, Duration sinceMenu) {
  /** For example {@code root: 1, no answer -> voicemail "sales" (52 s)}. */
  @Override
  public String toString() {
    String where = menu.isEmpty() ? "" : menu + ": ";
    return where + input + " -> " + outcome + " (" + sinceCall.toSeconds() + " s)";
  }
}
