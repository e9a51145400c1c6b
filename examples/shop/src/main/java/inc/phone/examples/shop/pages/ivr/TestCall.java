package inc.phone.examples.shop.pages.ivr;

import inc.phone.ivr.IvrConfig;
import inc.phone.ivr.flow.IvrSimulator;
import java.time.DateTimeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A call that is tried out, step by step. Steps are letters, so that they fit into an address: keys
 * stand for themselves.
 */
final class TestCall {
  static final char SILENCE = 's';
  static final char HANG_UP = 'h';
  static final char ANSWERED = 'a';
  static final char NOT_ANSWERED = 'n';
  static final char ASSISTED = 'd';
  static final char FAILED = 'f';

  private static final int MAX_STEPS = 200;

  private final IvrConfig config;
  private IvrSimulator call;
  private final StringBuilder steps = new StringBuilder();

  private TestCall(IvrConfig config, IvrSimulator call) {
    this.config = config;
    this.call = call;
  }

  /**
   * Begins a call. What cannot be understood is as good as empty.
   *
   * @param from the caller's number, or empty
   * @param at when, by the clock on the wall of the menu, or empty for when it is open
   * @param locale the caller's language, or empty
   */
  static TestCall begin(IvrConfig config, String from, String at, String locale) {
    IvrSimulator call = IvrSimulator.of(config).from(from);
    if (!locale.isEmpty()) {
      call = call.locale(locale);
    }
    try {
      call = at.isEmpty() ? call : call.at(at);
    } catch (DateTimeException e) {
      // somebody edited the address
    }
    return new TestCall(config, call.call());
  }

  /** Takes steps; those that are not possible where the call is are left out. */
  TestCall take(String letters) {
    letters.chars().forEach(letter -> take((char) letter));
    return this;
  }

  private void take(char letter) {
    if (steps.length() >= MAX_STEPS) {
      return;
    }
    try {
      call =
          switch (letter) {
            case SILENCE -> call.silence();
            case HANG_UP -> call.hangUp();
            case ANSWERED -> call.answered();
            case NOT_ANSWERED -> call.noAnswer();
            case ASSISTED -> call.assistantDone();
            case FAILED -> call.assistantFails();
            case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '#' ->
                call.press(String.valueOf(letter));
            default -> throw new IllegalStateException("no step of ours");
          };
      steps.append(letter);
    } catch (IllegalStateException e) {
      // the page offers it nowhere
    }
  }

  String steps() {
    return steps.toString();
  }

  IvrSimulator call() {
    return call;
  }

  /** What happened; branches are named in a language, where they have a name in it. */
  List<TranscriptLine> transcript(String language) {
    Map<String, String> names = new HashMap<>();
    config
        .menus()
        .values()
        .forEach(
            menu ->
                menu.branches()
                    .forEach(
                        branch ->
                            branch
                                .label()
                                .resolve(language, config.defaultLocale())
                                .ifPresent(label -> names.put(branch.id(), label))));
    return call.transcript().lines().map(line -> TranscriptLine.of(line).named(names)).toList();
  }
}
