package inc.phone.ivr;

import java.util.Objects;

/**
 * When an assistant hands the caller on, and to whom.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class AiHandoffRule extends ConfigPart {
  private final String id;
  private final String when;
  private final IvrAction action;

  AiHandoffRule(ConfigFields fields) {
    super(fields.node());
    fields.require("id");
    fields.require("when");
    fields.require("action");
    this.id = Objects.requireNonNullElse(fields.slug("id"), "");
    this.when = Objects.requireNonNullElse(fields.text("when", 1, Integer.MAX_VALUE), "");
    this.action = Objects.requireNonNullElse(fields.action("action"), VoicemailAction.DEFAULT);
    fields.end();
  }

  /**
   * The name the agent reports.
   *
   * @return the id, unique within its assistant
   */
  public String id() {
    return id;
  }

  /**
   * The condition.
   *
   * @return text for the model
   */
  public String condition() {
    return when;
  }

  /**
   * What happens then.
   *
   * @return the action
   */
  public IvrAction action() {
    return action;
  }
}
