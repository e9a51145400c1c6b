package inc.phone.ivr.flow;

/**
 * Does what a flow asks for: one method per effect. Called in the order of the effects, on the
 * thread that hands them over; what it throws goes to that thread.
 *
 * @since 0.1.0
 */
public interface FlowHandler {
  /**
   * Says or plays something.
   *
   * @param effect what
   */
  void say(FlowEffect.Say effect);

  /**
   * Waits for one key.
   *
   * @param effect how long
   */
  void listen(FlowEffect.Listen effect);

  /**
   * Calls a number.
   *
   * @param effect whom and how
   */
  void forward(FlowEffect.Forward effect);

  /**
   * Takes a message.
   *
   * @param effect where it is kept
   */
  void takeMessage(FlowEffect.TakeMessage effect);

  /**
   * Hands the caller to an assistant.
   *
   * @param effect which one
   */
  void assistant(FlowEffect.Assistant effect);

  /**
   * Ends the call.
   *
   * @param effect nothing more to know
   */
  void hangUp(FlowEffect.HangUp effect);

  /**
   * Writes down what the caller chose. Does nothing by default.
   *
   * @param effect the branch
   */
  default void branchChosen(FlowEffect.BranchChosen effect) {}

  /**
   * Is told that a fallback was needed. Does nothing by default.
   *
   * @param effect why
   */
  default void problem(FlowEffect.Problem effect) {}
}
