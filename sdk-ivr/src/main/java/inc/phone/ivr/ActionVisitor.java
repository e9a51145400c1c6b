package inc.phone.ivr;

/**
 * One method per kind of action. Those that are not overridden call {@link #otherwise}, and so will
 * the kinds of later versions.
 *
 * @param <R> what every method returns
 * @since 0.1.0
 */
public interface ActionVisitor<R> {
  /**
   * Any action without a method of its own.
   *
   * @param action the action
   * @return the answer
   */
  R otherwise(IvrAction action);

  /**
   * A call to somebody.
   *
   * @param action the action
   * @return the answer
   */
  default R forward(ForwardAction action) {
    return otherwise(action);
  }

  /**
   * A message.
   *
   * @param action the action
   * @return the answer
   */
  default R voicemail(VoicemailAction action) {
    return otherwise(action);
  }

  /**
   * An assistant.
   *
   * @param action the action
   * @return the answer
   */
  default R aiReceptionist(AiReceptionistAction action) {
    return otherwise(action);
  }

  /**
   * Another menu.
   *
   * @param action the action
   * @return the answer
   */
  default R menu(MenuAction action) {
    return otherwise(action);
  }

  /**
   * The same menu again.
   *
   * @param action the action
   * @return the answer
   */
  default R repeat(RepeatAction action) {
    return otherwise(action);
  }

  /**
   * The menu before.
   *
   * @param action the action
   * @return the answer
   */
  default R back(BackAction action) {
    return otherwise(action);
  }

  /**
   * A prompt and something after it.
   *
   * @param action the action
   * @return the answer
   */
  default R play(PlayAction action) {
    return otherwise(action);
  }

  /**
   * The end of the call.
   *
   * @param action the action
   * @return the answer
   */
  default R hangup(HangupAction action) {
    return otherwise(action);
  }
}
