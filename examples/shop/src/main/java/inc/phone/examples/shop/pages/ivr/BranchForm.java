package inc.phone.examples.shop.pages.ivr;

/**
 * A key of a menu.
 *
 * @param pointer its place
 * @param id its lasting name, empty until it is saved
 * @param digit the key
 * @param label what the shop calls it
 * @param topic what it is about
 * @param enabled whether callers can choose it
 * @param action what it does
 */
public record BranchForm(
    String pointer,
    String id,
    Field digit,
    Texts label,
    Field topic,
    Field enabled,
    ActionForm action) {
  public String anchor() {
    return Field.id(pointer);
  }
}
