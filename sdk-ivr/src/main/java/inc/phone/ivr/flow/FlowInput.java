package inc.phone.ivr.flow;

import java.util.Objects;

/**
 * What happened in a call, as far as a menu cares. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class FlowInput {
  /** What can happen. */
  enum Kind {
    DIGIT,
    TIMEOUT,
    ANSWERED,
    NOT_ANSWERED,
    ASSISTANT_DONE,
    ASSISTANT_FAILED,
    HANDOFF,
    HUNG_UP
  }

  private static final FlowInput TIMEOUT = new FlowInput(Kind.TIMEOUT, "");
  private static final FlowInput ANSWERED = new FlowInput(Kind.ANSWERED, "");
  private static final FlowInput NOT_ANSWERED = new FlowInput(Kind.NOT_ANSWERED, "");
  private static final FlowInput ASSISTANT_DONE = new FlowInput(Kind.ASSISTANT_DONE, "");
  private static final FlowInput ASSISTANT_FAILED = new FlowInput(Kind.ASSISTANT_FAILED, "");
  private static final FlowInput HUNG_UP = new FlowInput(Kind.HUNG_UP, "");

  private final Kind kind;
  private final String value;

  private FlowInput(Kind kind, String value) {
    this.kind = kind;
    this.value = value;
  }

  /**
   * The caller pressed a key.
   *
   * @param key 0-9, {@code *} or {@code #}; anything else counts as a wrong key
   * @return the input
   */
  public static FlowInput digit(char key) {
    return new FlowInput(Kind.DIGIT, String.valueOf(key));
  }

  /**
   * The time of the last {@link FlowEffect.Listen}, {@link FlowEffect.Forward} or {@link
   * FlowEffect.Assistant} is over and nothing else happened.
   *
   * @return the input
   */
  public static FlowInput timeout() {
    return TIMEOUT;
  }

  /**
   * The number that was called answered.
   *
   * @return the input
   */
  public static FlowInput answered() {
    return ANSWERED;
  }

  /**
   * The number that was called is busy, did not answer or could not be reached.
   *
   * @return the input
   */
  public static FlowInput notAnswered() {
    return NOT_ANSWERED;
  }

  /**
   * The assistant ended the conversation well.
   *
   * @return the input
   */
  public static FlowInput assistantDone() {
    return ASSISTANT_DONE;
  }

  /**
   * The assistant could not be reached, failed or ran out of time.
   *
   * @return the input
   */
  public static FlowInput assistantFailed() {
    return ASSISTANT_FAILED;
  }

  /**
   * The assistant hands the caller on.
   *
   * @param id the id of one of its hand-offs; another one counts as a failure
   * @return the input
   */
  public static FlowInput handoff(String id) {
    return new FlowInput(Kind.HANDOFF, Objects.requireNonNull(id, "id"));
  }

  /**
   * The caller hung up.
   *
   * @return the input
   */
  public static FlowInput hungUp() {
    return HUNG_UP;
  }

  Kind kind() {
    return kind;
  }

  /** The key or the hand-off, else empty. */
  String value() {
    return value;
  }

  @Override
  public String toString() {
    return value.isEmpty() ? kind.toString() : kind + " " + value;
  }
}
