package inc.phone.ivr;

/**
 * Goes back to the menu before; in the first menu it plays that again.
 *
 * @since 0.1.0
 */
public final class BackAction extends IvrAction {
  /** The name of this kind. */
  public static final String TYPE = "back";

  BackAction(ConfigFields fields) {
    super(TYPE, fields);
  }

  @Override
  public <R> R accept(ActionVisitor<R> visitor) {
    return visitor.back(this);
  }
}
