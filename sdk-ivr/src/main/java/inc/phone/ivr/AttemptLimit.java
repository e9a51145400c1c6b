package inc.phone.ivr;

import inc.phone.internal.json.StrictJson;
import java.util.Objects;

/**
 * How often a menu asks again, and what happens when that was in vain.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class AttemptLimit extends ConfigPart {
  private final int max;
  private final Localized<Prompt> prompt;
  private final IvrAction then;

  AttemptLimit(ConfigFields fields, int defaultMax) {
    super(fields.node());
    this.max = Objects.requireNonNullElse(fields.integer("max", 1, 10), defaultMax);
    this.prompt = fields.prompts("prompt");
    this.then = Objects.requireNonNullElse(fields.action("then"), VoicemailAction.DEFAULT);
    fields.end();
  }

  static AttemptLimit unwritten(int defaultMax) {
    return new AttemptLimit(ConfigFields.refusing(StrictJson.newObject()), defaultMax);
  }

  /**
   * How many attempts the caller has.
   *
   * @return 1 to 10; by default 2 for silence and 3 for wrong keys
   */
  public int max() {
    return max;
  }

  /**
   * What the caller hears before the next attempt.
   *
   * @return the prompt; empty for the menu's reprompt alone
   */
  public Localized<Prompt> prompt() {
    return prompt;
  }

  /**
   * What happens after the last attempt.
   *
   * @return the action, by default a voicemail
   */
  public IvrAction then() {
    return then;
  }
}
