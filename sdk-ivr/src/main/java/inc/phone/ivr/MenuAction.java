package inc.phone.ivr;

import java.util.Objects;

/**
 * Goes to a menu: down into it, or back up if the caller came through it.
 *
 * @since 0.1.0
 */
public final class MenuAction extends IvrAction {
  /** The name of this kind. */
  public static final String TYPE = "menu";

  private final String menu;

  MenuAction(ConfigFields fields) {
    super(TYPE, fields);
    fields.require("menu");
    this.menu = Objects.requireNonNullElse(fields.slug("menu"), "");
  }

  /**
   * The menu.
   *
   * @return its id; one that does not exist only in a configuration with errors
   */
  public String menu() {
    return menu;
  }

  @Override
  public <R> R accept(ActionVisitor<R> visitor) {
    return visitor.menu(this);
  }
}
