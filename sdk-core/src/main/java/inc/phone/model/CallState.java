package inc.phone.model;

/**
 * Where a call stands, in the sender's word.
 *
 * <p>An open value: the vendor's pages show only {@code answered} and {@code ended}; {@code
 * initiated} is ours for the flat event format. Immutable and thread-safe; equal when the text is
 * equal. {@code ended} does not mean answered: look at the time of answer.
 *
 * @since 0.1.0
 */
public final class CallState extends OpenValue {
  /** Started, not answered. The SDK's word for the flat format's start of a call. */
  public static final CallState INITIATED = new CallState("initiated");

  /** Answered by an employee. Seen in the vendor's example. */
  public static final CallState ANSWERED = new CallState("answered");

  /** Over, whatever the outcome. Named by the vendor. */
  public static final CallState ENDED = new CallState("ended");

  private CallState(String value) {
    super(value);
  }

  /**
   * The state of this name.
   *
   * @param value the sender's word, taken as it is
   * @return the state, never null
   */
  public static CallState of(String value) {
    return new CallState(value);
  }
}
