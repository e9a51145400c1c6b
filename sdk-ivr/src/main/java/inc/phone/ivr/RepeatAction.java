package inc.phone.ivr;

/**
 * Plays the menu again. Counts as silence, so that nobody listens for ever.
 *
 * @since 0.1.0
 */
public final class RepeatAction extends IvrAction {
  /** The name of this kind. */
  public static final String TYPE = "repeat";

  RepeatAction(ConfigFields fields) {
    super(TYPE, fields);
  }

  @Override
  public <R> R accept(ActionVisitor<R> visitor) {
    return visitor.repeat(this);
  }
}
