package inc.phone.ivr.flow;

import inc.phone.ivr.ActionVisitor;
import inc.phone.ivr.AiHandoffRule;
import inc.phone.ivr.AiReceptionistAction;
import inc.phone.ivr.AttemptLimit;
import inc.phone.ivr.BackAction;
import inc.phone.ivr.ForwardAction;
import inc.phone.ivr.HangupAction;
import inc.phone.ivr.IvrAction;
import inc.phone.ivr.IvrBranch;
import inc.phone.ivr.IvrConfig;
import inc.phone.ivr.IvrMenu;
import inc.phone.ivr.Localized;
import inc.phone.ivr.MenuAction;
import inc.phone.ivr.PlayAction;
import inc.phone.ivr.Prompt;
import inc.phone.ivr.RepeatAction;
import inc.phone.ivr.VoicemailAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One step while it is made: a state that changes, and the effects so far. Used once. */
final class FlowRun implements ActionVisitor<Void> {
  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
  private static final IvrAction MESSAGE = IvrAction.voicemail("default");

  final long revision;
  final String locale;
  final List<String> menus;
  int silences;
  int wrongKeys;
  int steps;
  String digits = "";
  FlowState.Waiting waiting = FlowState.Waiting.NOTHING;
  @Nullable IvrAction action;
  @Nullable String branchId;

  private final IvrConfig config;
  private final List<FlowEffect> effects = new ArrayList<>();

  FlowRun(IvrConfig config, String locale) {
    this.config = config;
    this.revision = config.revision();
    this.locale = locale;
    this.menus = new ArrayList<>();
  }

  FlowRun(IvrConfig config, FlowState state) {
    this.config = config;
    this.revision = state.revision();
    this.locale = state.locale();
    this.menus = new ArrayList<>(state.menus());
    this.silences = state.silences();
    this.wrongKeys = state.wrongKeys();
    this.steps = state.steps();
    this.digits = state.digits();
    this.waiting = state.waiting();
    this.action = state.action().orElse(null);
    this.branchId = state.branchId().orElse(null);
  }

  FlowStep step() {
    return new FlowStep(new FlowState(this), effects);
  }

  // What happened.

  void digit(String key) {
    IvrMenu menu = waiting == FlowState.Waiting.KEYS ? menu() : null;
    if (menu == null) {
      return;
    }
    if (key.equals(menu.input().terminator()) && !digits.isEmpty()) {
      resolve(menu);
      return;
    }
    digits += key;
    Optional<IvrBranch> exact = menu.branch(digits);
    boolean full = digits.length() >= menu.input().maxDigits();
    if (exact.isPresent() && (full || !mayGoOn(menu))) {
      choose(exact.get());
    } else if (full) {
      resolve(menu);
    } else {
      effects.add(new FlowEffect.Listen(menu.input().interDigitTimeout(), menu.input().bargeIn()));
    }
  }

  void timeout() {
    switch (waiting) {
      case KEYS -> {
        IvrMenu menu = menu();
        if (menu == null) {
          fallBack();
        } else if (digits.isEmpty()) {
          silence(menu);
        } else {
          resolve(menu);
        }
      }
      case ANSWER -> notAnswered();
      case ASSISTANT -> assistantFailed();
      case NOTHING -> {
        // nothing is waited for
      }
    }
  }

  void answered() {
    if (waiting == FlowState.Waiting.ANSWER) {
      waiting = FlowState.Waiting.NOTHING;
    }
  }

  void notAnswered() {
    if (waiting == FlowState.Waiting.ANSWER && action instanceof ForwardAction forward) {
      forward.noAnswer().ifPresentOrElse(this::act, this::fallBack);
    }
  }

  void assistantDone() {
    if (waiting == FlowState.Waiting.ASSISTANT) {
      waiting = FlowState.Waiting.NOTHING;
    }
  }

  void assistantFailed() {
    if (waiting == FlowState.Waiting.ASSISTANT && action instanceof AiReceptionistAction ai) {
      act(ai.fallback());
    }
  }

  void handoff(String id) {
    if (waiting != FlowState.Waiting.ASSISTANT || !(action instanceof AiReceptionistAction ai)) {
      return;
    }
    for (AiHandoffRule rule : ai.handoffs()) {
      if (rule.id().equals(id)) {
        act(rule.action());
        return;
      }
    }
    problem("HANDOFF_UNKNOWN");
    act(ai.fallback());
  }

  void end() {
    waiting = FlowState.Waiting.NOTHING;
    action = null;
  }

  // Keys.

  private boolean mayGoOn(IvrMenu menu) {
    for (IvrBranch branch : menu.branches()) {
      if (branch.enabled()
          && branch.digit().length() > digits.length()
          && branch.digit().startsWith(digits)) {
        return true;
      }
    }
    return false;
  }

  /** The longest branch that the keys begin with, else a wrong key. */
  private void resolve(IvrMenu menu) {
    for (int length = digits.length(); length > 0; length--) {
      Optional<IvrBranch> branch = menu.branch(digits.substring(0, length));
      if (branch.isPresent()) {
        choose(branch.get());
        return;
      }
    }
    wrongKeys++;
    askAgain(menu, menu.invalid(), wrongKeys);
  }

  private void silence(IvrMenu menu) {
    silences++;
    askAgain(menu, menu.noInput(), silences);
  }

  private void askAgain(IvrMenu menu, AttemptLimit limit, int attempts) {
    if (attempts >= limit.max()) {
      act(limit.then());
    } else if (mayStep()) {
      say(limit.prompt());
      say(menu.reprompt());
      listen(menu);
    }
  }

  private void choose(IvrBranch branch) {
    branchId = branch.id();
    effects.add(new FlowEffect.BranchChosen(place(), branch.id(), branch.digit()));
    act(branch.action());
  }

  // Menus.

  /** Goes to a menu: back, if the caller came through it, so that the way never grows for ever. */
  void enter(String id) {
    IvrMenu menu = config.menus().get(id);
    if (menu == null) {
      problem("E_MENU_UNKNOWN");
      fallBack();
    } else if (mayStep()) {
      int known = menus.indexOf(id);
      menus.subList(known < 0 ? menus.size() : known, menus.size()).clear();
      menus.add(id);
      silences = 0;
      wrongKeys = 0;
      if (menu.greeting().isEmpty()) {
        problem("E_PROMPT_EMPTY");
      }
      say(menu.greeting());
      if (menu.branches().stream().anyMatch(IvrBranch::enabled)) {
        listen(menu);
      } else {
        problem("E_NO_BRANCH");
        fallBack();
      }
    }
  }

  private void listen(IvrMenu menu) {
    Duration timeout = menu.input().firstDigitTimeout();
    digits = "";
    waiting = FlowState.Waiting.KEYS;
    effects.add(new FlowEffect.Listen(timeout, menu.input().bargeIn()));
  }

  private @Nullable IvrMenu menu() {
    return config.menus().get(place());
  }

  private String place() {
    return menus.isEmpty() ? "" : menus.get(menus.size() - 1);
  }

  // Actions.

  void act(IvrAction next) {
    if (mayStep()) {
      digits = "";
      next.accept(this);
    }
  }

  private boolean mayStep() {
    steps++;
    if (steps <= IvrFlow.MAX_STEPS) {
      return true;
    }
    problem("STEP_LIMIT");
    MESSAGE.accept(this);
    return false;
  }

  /** What silence in this menu leads to; before the first menu, a message. */
  private void fallBack() {
    IvrMenu menu = menu();
    act(menu == null ? MESSAGE : menu.noInput().then());
  }

  @Override
  public Void forward(ForwardAction forward) {
    if (!E164.matcher(forward.to()).matches()) {
      problem("E_FORWARD_FORMAT");
      forward.noAnswer().ifPresentOrElse(this::act, this::fallBack);
      return null;
    }
    action = forward;
    waiting = FlowState.Waiting.ANSWER;
    effects.add(
        new FlowEffect.Forward(forward.to(), forward.ringTimeout(), forward.showsMainNumber()));
    return null;
  }

  @Override
  public Void voicemail(VoicemailAction voicemail) {
    action = voicemail;
    waiting = FlowState.Waiting.NOTHING;
    effects.add(
        new FlowEffect.TakeMessage(
            voicemail.mailbox(),
            voicemail.greeting().resolve(locale, config.defaultLocale()),
            voicemail.maxLength(),
            voicemail.transcribe()));
    return null;
  }

  @Override
  public Void aiReceptionist(AiReceptionistAction ai) {
    action = ai;
    waiting = FlowState.Waiting.ASSISTANT;
    effects.add(new FlowEffect.Assistant(ai, locale));
    return null;
  }

  @Override
  public Void menu(MenuAction goTo) {
    enter(goTo.menu());
    return null;
  }

  @Override
  public Void repeat(RepeatAction repeat) {
    IvrMenu menu = menu();
    if (menu == null) {
      fallBack();
    } else {
      silence(menu);
    }
    return null;
  }

  @Override
  public Void back(BackAction back) {
    if (menus.size() < 2) {
      IvrMenu menu = menu();
      if (menu == null) {
        fallBack();
      } else {
        silence(menu);
      }
    } else {
      menus.remove(menus.size() - 1);
      enter(place());
    }
    return null;
  }

  @Override
  public Void play(PlayAction play) {
    say(play.prompt());
    act(play.then());
    return null;
  }

  @Override
  public Void hangup(HangupAction hangup) {
    say(hangup.prompt());
    action = hangup;
    waiting = FlowState.Waiting.NOTHING;
    effects.add(new FlowEffect.HangUp());
    return null;
  }

  @Override
  public Void otherwise(IvrAction unknown) {
    problem("W_UNKNOWN_ACTION");
    fallBack();
    return null;
  }

  private void say(Localized<Prompt> prompts) {
    prompts
        .resolve(locale, config.defaultLocale())
        .ifPresent(prompt -> effects.add(new FlowEffect.Say(prompt)));
  }

  private void problem(String code) {
    effects.add(new FlowEffect.Problem(code, place()));
  }
}
