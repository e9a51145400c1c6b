package inc.phone.ivr.flow;

import inc.phone.ivr.AiReceptionistAction;
import inc.phone.ivr.ForwardAction;
import inc.phone.ivr.HangupAction;
import inc.phone.ivr.IvrAction;
import inc.phone.ivr.IvrConfig;
import inc.phone.ivr.IvrMenu;
import inc.phone.ivr.MaskedNumber;
import inc.phone.ivr.VoicemailAction;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Plays a caller, for tests and for the test call of an admin page.
 *
 * <pre>{@code
 * IvrSimulator.of(config).from("+4520123456").press("2").silence().outcome();
 * }</pre>
 *
 * <p>It drives {@link IvrFlow}, so it cannot disagree with a real call. Every method returns a new
 * simulator and leaves this one as it is: a call can be tried further in several ways. Callers hear
 * prompts to their end before they do anything; times are estimates. Unless told otherwise, they
 * call when it is open. Immutable and thread-safe; no clock, no I/O.
 *
 * @since 0.1.0
 */
public final class IvrSimulator {
  /** A Monday morning; any moment would do, as long as it is always the same. */
  private static final LocalDateTime FIRST_TRY = LocalDateTime.of(2026, 1, 5, 10, 0);

  private final IvrConfig config;
  private final String from;
  private final Instant at;
  private final @Nullable String locale;
  private final @Nullable FlowState state;
  private final Transcript transcript;

  private IvrSimulator(
      IvrConfig config,
      String from,
      Instant at,
      @Nullable String locale,
      @Nullable FlowState state,
      Transcript transcript) {
    this.config = config;
    this.from = from;
    this.at = at;
    this.locale = locale;
    this.state = state;
    this.transcript = transcript;
  }

  /**
   * A call that has not begun.
   *
   * @param config the configuration
   * @return a caller without a number, calling when it is open
   */
  public static IvrSimulator of(IvrConfig config) {
    Instant first = FIRST_TRY.atZone(config.zone()).toInstant();
    Instant open =
        config.hours().flatMap(hours -> hours.nextOpening(first, config.zone())).orElse(first);
    return new IvrSimulator(config, "", open, null, null, Transcript.EMPTY);
  }

  /**
   * Gives the caller a number.
   *
   * @param number shown masked in the transcript
   * @return a call that has not begun
   * @throws IllegalStateException if this one has
   */
  public IvrSimulator from(String number) {
    requireNotBegun();
    return new IvrSimulator(config, number, at, locale, null, transcript);
  }

  /**
   * Chooses when to call.
   *
   * @param moment the moment
   * @return a call that has not begun
   * @throws IllegalStateException if this one has
   */
  public IvrSimulator at(Instant moment) {
    requireNotBegun();
    return new IvrSimulator(config, from, moment, locale, null, transcript);
  }

  /**
   * Chooses when to call, by the clock on the wall.
   *
   * @param local date and time in the configuration's zone, such as {@code 2026-12-24T10:00}
   * @return a call that has not begun
   * @throws IllegalStateException if this one has
   * @throws java.time.DateTimeException if the text is no date and time
   */
  public IvrSimulator at(String local) {
    return at(LocalDateTime.parse(local).atZone(config.zone()).toInstant());
  }

  /**
   * Gives the caller a language.
   *
   * @param tag a language tag; default is the configuration's
   * @return a call that has not begun
   * @throws IllegalStateException if this one has
   */
  public IvrSimulator locale(String tag) {
    requireNotBegun();
    return new IvrSimulator(config, from, at, tag, null, transcript);
  }

  /**
   * Begins the call; every other step does so too, if it has not begun.
   *
   * @return a call in its first menu, or where callers go while closed
   */
  public IvrSimulator call() {
    if (state != null) {
      return this;
    }
    String who = from.isEmpty() ? "somebody" : MaskedNumber.of(from);
    FlowStep step = IvrFlow.of(config).answer(at, locale);
    return after(step, transcript.with(who + " calls"));
  }

  /** A call that comes while closed and goes where this action leads. */
  static IvrSimulator closed(IvrConfig config, IvrAction action) {
    FlowRun run = new FlowRun(config, config.defaultLocale());
    run.act(action);
    return of(config).after(run.step(), Transcript.EMPTY.with("somebody calls"));
  }

  /**
   * Presses keys, one after the other.
   *
   * @param keys any of 0-9, {@code *} and {@code #}
   * @return the call afterwards; keys that may be the beginning of a longer answer wait for {@link
   *     #silence}
   * @throws IllegalStateException if the caller is in no menu
   */
  public IvrSimulator press(String keys) {
    IvrSimulator call = call().require(FlowState.Waiting.KEYS, "press a key");
    for (int i = 0; i < keys.length(); i++) {
      char key = keys.charAt(i);
      call = call.step(FlowInput.digit(key), Duration.ZERO, "presses " + key);
    }
    return call;
  }

  /**
   * Does nothing until the time is over: no key, no answer, no word to the assistant.
   *
   * @return the call afterwards
   * @throws IllegalStateException if the call is over
   */
  public IvrSimulator silence() {
    IvrSimulator call = call();
    FlowState now = call.state();
    return switch (now.waiting()) {
      case KEYS -> call.step(FlowInput.timeout(), call.keyTimeout(), "waits");
      case ANSWER -> call.noAnswer();
      case ASSISTANT ->
          call.step(FlowInput.timeout(), call.assistant().silenceTimeout(), "says nothing");
      case NOTHING -> throw call.unfit("be silent");
    };
  }

  /**
   * The person who is being called answers.
   *
   * @return the call, which is over for the menu
   * @throws IllegalStateException if nobody is being called
   */
  public IvrSimulator answered() {
    return call()
        .require(FlowState.Waiting.ANSWER, "be answered")
        .step(FlowInput.answered(), Duration.ZERO, "is connected");
  }

  /**
   * The person who is being called does not answer.
   *
   * @return the call afterwards
   * @throws IllegalStateException if nobody is being called
   */
  public IvrSimulator noAnswer() {
    IvrSimulator call = call().require(FlowState.Waiting.ANSWER, "stay without answer");
    Duration ringing =
        call.state().action().map(action -> ((ForwardAction) action).ringTimeout()).orElseThrow();
    return call.step(FlowInput.notAnswered(), ringing, "nobody answers");
  }

  /**
   * The assistant ends the conversation well.
   *
   * @return the call, which is over for the menu
   * @throws IllegalStateException if no assistant has the caller
   */
  public IvrSimulator assistantDone() {
    return call()
        .require(FlowState.Waiting.ASSISTANT, "be assisted")
        .step(FlowInput.assistantDone(), Duration.ZERO, "is helped by the assistant");
  }

  /**
   * The assistant cannot be reached or fails.
   *
   * @return the call afterwards
   * @throws IllegalStateException if no assistant has the caller
   */
  public IvrSimulator assistantFails() {
    return call()
        .require(FlowState.Waiting.ASSISTANT, "lose the assistant")
        .step(FlowInput.assistantFailed(), Duration.ZERO, "the assistant fails");
  }

  /**
   * The assistant hands the caller on.
   *
   * @param id the id of one of its hand-offs
   * @return the call afterwards
   * @throws IllegalStateException if no assistant has the caller
   */
  public IvrSimulator aiHandoff(String id) {
    return call()
        .require(FlowState.Waiting.ASSISTANT, "be handed on")
        .step(FlowInput.handoff(id), Duration.ZERO, "the assistant hands on: " + id);
  }

  /**
   * The caller hangs up.
   *
   * @return the call, which is over
   */
  public IvrSimulator hangUp() {
    return call().step(FlowInput.hungUp(), Duration.ZERO, "hangs up");
  }

  /**
   * Where the call stands or ended.
   *
   * @return the outcome
   */
  public CallOutcome outcome() {
    FlowState now = call().state();
    IvrAction action = now.action().orElse(null);
    return switch (now.waiting()) {
      case KEYS -> outcome(CallOutcome.Kind.IN_MENU, menuId(now));
      case ANSWER -> outcome(CallOutcome.Kind.RINGING, place(action));
      case ASSISTANT -> outcome(CallOutcome.Kind.WITH_ASSISTANT, place(action));
      case NOTHING -> outcome(ended(action), place(action));
    };
  }

  private CallOutcome outcome(CallOutcome.Kind kind, String place) {
    return CallOutcome.of(kind, place, call().state().branchId());
  }

  private static CallOutcome.Kind ended(@Nullable IvrAction action) {
    if (action instanceof ForwardAction) {
      return CallOutcome.Kind.CONNECTED;
    }
    if (action instanceof AiReceptionistAction) {
      return CallOutcome.Kind.ASSISTED;
    }
    if (action instanceof HangupAction) {
      return CallOutcome.Kind.HUNG_UP;
    }
    return action instanceof VoicemailAction
        ? CallOutcome.Kind.VOICEMAIL
        : CallOutcome.Kind.CALLER_HUNG_UP;
  }

  private static String place(@Nullable IvrAction action) {
    if (action instanceof ForwardAction forward) {
      return forward.to();
    }
    if (action instanceof AiReceptionistAction ai) {
      return ai.agent().orElse("");
    }
    return action instanceof VoicemailAction voicemail ? voicemail.mailbox() : "";
  }

  /**
   * Everything so far, for people.
   *
   * @return one line per event, with minutes and seconds since the call began
   */
  public String transcript() {
    return call().transcript.toString();
  }

  /**
   * What the caller heard so far.
   *
   * @return the texts in order; of a prompt without text, its address in brackets
   */
  public List<String> heard() {
    return call().transcript.heard();
  }

  /**
   * How long the call has lasted.
   *
   * @return an estimate
   */
  public Duration elapsed() {
    return call().transcript.elapsed();
  }

  /**
   * Where the flow is.
   *
   * @return its state
   */
  public FlowState state() {
    return Objects.requireNonNullElseGet(state, () -> call().state());
  }

  /** The assistant who has the caller. */
  AiReceptionistAction assistant() {
    return (AiReceptionistAction) state().action().orElseThrow();
  }

  private Duration keyTimeout() {
    Optional<IvrMenu> menu = config.menu(menuId(state()));
    boolean first = state().digits().isEmpty();
    return menu.map(m -> first ? m.input().firstDigitTimeout() : m.input().interDigitTimeout())
        .orElse(Duration.ZERO);
  }

  private static String menuId(FlowState state) {
    return state.menus().isEmpty() ? "" : state.menus().get(state.menus().size() - 1);
  }

  private IvrSimulator step(FlowInput input, Duration time, String line) {
    FlowStep step = IvrFlow.of(config).next(state(), input);
    return after(step, transcript.after(time).with(line));
  }

  private IvrSimulator after(FlowStep step, Transcript before) {
    return new IvrSimulator(
        config, from, at, locale, step.state(), before.with(step.effects(), config));
  }

  private IvrSimulator require(FlowState.Waiting waiting, String doing) {
    if (state().waiting() != waiting) {
      throw unfit(doing);
    }
    return this;
  }

  private IllegalStateException unfit(String doing) {
    return new IllegalStateException("the caller cannot " + doing + " now: " + outcome());
  }

  private void requireNotBegun() {
    if (state != null) {
      throw new IllegalStateException("the call has begun");
    }
  }

  /** Where the call stands, and how long it has lasted. */
  @Override
  public String toString() {
    return outcome() + " after " + elapsed().toSeconds() + " s";
  }
}
