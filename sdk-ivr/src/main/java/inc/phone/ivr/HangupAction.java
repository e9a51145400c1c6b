package inc.phone.ivr;

/**
 * Ends the call, with or without a last word.
 *
 * @since 0.1.0
 */
public final class HangupAction extends IvrAction {
  /** The name of this kind. */
  public static final String TYPE = "hangup";

  private final Localized<Prompt> prompt;

  HangupAction(ConfigFields fields) {
    super(TYPE, fields);
    this.prompt = fields.prompts("prompt");
  }

  /**
   * The last word.
   *
   * @return the prompt, empty for none
   */
  public Localized<Prompt> prompt() {
    return prompt;
  }

  @Override
  public <R> R accept(ActionVisitor<R> visitor) {
    return visitor.hangup(this);
  }
}
