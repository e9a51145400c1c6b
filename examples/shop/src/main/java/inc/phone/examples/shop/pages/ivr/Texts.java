package inc.phone.examples.shop.pages.ivr;

import java.util.List;

/**
 * A text in every language of the menu.
 *
 * @param pointer the place of all of them
 * @param label the end of the key of its label
 * @param isLong whether there is more than a line of it
 * @param texts one per language
 */
public record Texts(String pointer, String label, boolean isLong, List<Text> texts) {
  public String id() {
    return Field.id(pointer);
  }

  /**
   * The text of one language.
   *
   * @param locale the language
   * @param field the text
   */
  public record Text(String locale, Field field) {}
}
