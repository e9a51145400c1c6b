package inc.phone.ivr;

/**
 * An action of a kind this version does not know. It is kept as it was written; callers who come to
 * it get the fallback of their menu.
 *
 * @since 0.1.0
 */
public final class UnknownAction extends IvrAction {
  UnknownAction(String type, ConfigFields fields) {
    super(type, fields);
  }

  @Override
  public <R> R accept(ActionVisitor<R> visitor) {
    return visitor.otherwise(this);
  }
}
