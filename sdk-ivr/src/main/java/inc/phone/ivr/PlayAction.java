package inc.phone.ivr;

import java.util.Objects;

/**
 * Says something, then goes on.
 *
 * @since 0.1.0
 */
public final class PlayAction extends IvrAction {
  /** The name of this kind. */
  public static final String TYPE = "play";

  private final Localized<Prompt> prompt;
  private final IvrAction then;

  PlayAction(ConfigFields fields) {
    super(TYPE, fields);
    fields.require("prompt");
    fields.require("then");
    this.prompt = fields.prompts("prompt");
    this.then = Objects.requireNonNullElse(fields.action("then"), VoicemailAction.DEFAULT);
  }

  /**
   * What the caller hears.
   *
   * @return the prompt
   */
  public Localized<Prompt> prompt() {
    return prompt;
  }

  /**
   * What happens afterwards.
   *
   * @return the action; a voicemail if the configuration says nothing, which is an error
   */
  public IvrAction then() {
    return then;
  }

  @Override
  public <R> R accept(ActionVisitor<R> visitor) {
    return visitor.play(this);
  }
}
