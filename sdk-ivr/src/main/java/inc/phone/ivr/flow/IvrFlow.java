package inc.phone.ivr.flow;

import inc.phone.ivr.IvrConfig;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Executes a configuration: a pure function from a state and what happened to the next state and
 * what to do.
 *
 * <ol>
 *   <li>The call begins with {@link #answer}: opening hours are looked at once, then the entry menu
 *       greets.
 *   <li>The host does the effects and calls {@link #next} with what happened.
 *   <li>The flow ends in a message, a connection, a finished conversation or a hang-up; after at
 *       most {@value #MAX_STEPS} steps in any case, with a message.
 * </ol>
 *
 * <p>It works for every configuration, also for one with errors: what cannot be used is replaced by
 * the menu's fallback, at last by a message, and reported as {@link FlowEffect.Problem}. It never
 * throws for what a caller or a configuration does. Immutable and thread-safe; no clock, no I/O.
 *
 * @since 0.1.0
 */
public final class IvrFlow {
  /** Most steps of a call; a step is an input that counts, an action or a menu. */
  public static final int MAX_STEPS = 100;

  private final IvrConfig config;

  private IvrFlow(IvrConfig config) {
    this.config = Objects.requireNonNull(config, "config");
  }

  /**
   * The flow of a configuration.
   *
   * @param config the revision that is current when the call begins
   * @return the flow
   */
  public static IvrFlow of(IvrConfig config) {
    return new IvrFlow(config);
  }

  /**
   * Begins a call.
   *
   * @param at when it began
   * @param locale the caller's language tag, or null if nothing is known
   * @return the first step
   */
  public FlowStep answer(Instant at, @Nullable String locale) {
    FlowRun run = new FlowRun(config, locale == null ? config.defaultLocale() : locale);
    LocalDateTime local = at.atZone(config.zone()).toLocalDateTime();
    if (config.hours().isPresent() && !config.hours().get().isOpen(local)) {
      run.act(config.hours().get().closedOn(local.toLocalDate()));
    } else {
      run.enter(config.entry());
    }
    return run.step();
  }

  /**
   * Goes on.
   *
   * @param state where the call is; its revision should be that of this flow
   * @param input what happened; what does not fit the state changes nothing
   * @return the next step
   */
  public FlowStep next(FlowState state, FlowInput input) {
    FlowRun run = new FlowRun(config, state);
    if (state.isEnded()) {
      return run.step();
    }
    switch (input.kind()) {
      case DIGIT -> run.digit(input.value());
      case TIMEOUT -> run.timeout();
      case ANSWERED -> run.answered();
      case NOT_ANSWERED -> run.notAnswered();
      case ASSISTANT_DONE -> run.assistantDone();
      case ASSISTANT_FAILED -> run.assistantFailed();
      case HANDOFF -> run.handoff(input.value());
      case HUNG_UP -> run.end();
    }
    return run.step();
  }

  /**
   * The branch a caller came to with these keys: what happened in a call, told afterwards.
   *
   * <p>Opening hours play no part, as there were keys to press. A key that was pressed while the
   * caller should have been ringing or talking to an assistant says that this had failed. Keys that
   * lead nowhere count as wrong keys, and what comes after the last one that can be pressed is
   * ignored.
   *
   * @param keys what was pressed, in order; an element may hold several keys
   * @return the stable id of the branch chosen last, empty if none was
   */
  public Optional<String> branchAfter(List<String> keys) {
    FlowRun run = new FlowRun(config, config.defaultLocale());
    run.enter(config.entry());
    for (String pressed : keys) {
      run.notAnswered();
      run.assistantFailed();
      pressed.chars().forEach(key -> run.digit(Character.toString(key)));
      if (!run.digits.isEmpty()) {
        run.timeout();
      }
    }
    return Optional.ofNullable(run.branchId);
  }
}
