package inc.phone.ivr.flow;

import inc.phone.ivr.IvrAction;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a call is.
 *
 * <p>It belongs to one revision of the configuration: go on with {@link #revision()}, whatever was
 * saved since the call began. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class FlowState {
  /**
   * What the call waits for.
   *
   * @since 0.1.0
   */
  public enum Waiting {
    /** The caller's keys. */
    KEYS,
    /** A person who is being called. */
    ANSWER,
    /** An assistant who has the caller. */
    ASSISTANT,
    /** Nothing: the menu has done its part. */
    NOTHING
  }

  private final long revision;
  private final String locale;
  private final List<String> menus;
  private final int silences;
  private final int wrongKeys;
  private final int steps;
  private final String digits;
  private final Waiting waiting;
  private final @Nullable IvrAction action;
  private final @Nullable String branchId;

  FlowState(FlowRun run) {
    this.revision = run.revision;
    this.locale = run.locale;
    this.menus = List.copyOf(run.menus);
    this.silences = run.silences;
    this.wrongKeys = run.wrongKeys;
    this.steps = run.steps;
    this.digits = run.digits;
    this.waiting = run.waiting;
    this.action = run.action;
    this.branchId = run.branchId;
  }

  /**
   * The configuration the call goes by.
   *
   * @return its revision
   */
  public long revision() {
    return revision;
  }

  /**
   * The caller's language.
   *
   * @return a language tag
   */
  public String locale() {
    return locale;
  }

  /**
   * How the caller came here.
   *
   * @return the ids of the menus, the entry first, the present one last; empty while closed
   */
  public List<String> menus() {
    return menus;
  }

  /**
   * What the call waits for.
   *
   * @return {@link Waiting#NOTHING} once the flow has ended
   */
  public Waiting waiting() {
    return waiting;
  }

  /**
   * Tells whether the flow has ended; further inputs change nothing.
   *
   * @return true after a message, a connection or a hang-up
   */
  public boolean isEnded() {
    return waiting == Waiting.NOTHING;
  }

  /**
   * What is being done, or was done last.
   *
   * @return the action; empty while the caller has chosen nothing
   */
  public Optional<IvrAction> action() {
    return Optional.ofNullable(action);
  }

  /**
   * The branch the caller chose last.
   *
   * @return its stable id; empty while the caller has chosen nothing
   */
  public Optional<String> branchId() {
    return Optional.ofNullable(branchId);
  }

  int silences() {
    return silences;
  }

  int wrongKeys() {
    return wrongKeys;
  }

  int steps() {
    return steps;
  }

  /** Keys that may be the beginning of an answer. */
  String digits() {
    return digits;
  }

  /** Without the action, which may hold a phone number. */
  @Override
  public String toString() {
    return "FlowState[" + waiting + ", menus=" + menus + ", revision=" + revision + "]";
  }
}
