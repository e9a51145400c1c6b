package inc.phone.examples.shop.pages.ivr;

/**
 * A field and how it is shown.
 *
 * @param field the field
 * @param label the end of the key of its label
 * @param control what people type or choose it with
 */
public record Input(Field field, String label, Control control) {
  /** Ways to fill in a field. */
  public enum Control {
    TEXT,
    NUMBER,
    PHONE,
    FLAG,
    DATE,
    MENU,
    LOCALE,
    CALLER
  }

  public boolean is(Control some) {
    return control == some;
  }
}
