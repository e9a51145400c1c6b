package inc.phone.examples.shop.pages.telefon;

import inc.phone.examples.shop.pages.html.Language;
import java.util.Map;

/** The branches of the phone menu as it is now. Called from any thread; may block. */
public interface Branches {
  /**
   * The branches.
   *
   * @param language what to name them in, where they have names
   * @return names by branch id, in the order of the menu
   */
  Map<String, String> names(Language language);
}
