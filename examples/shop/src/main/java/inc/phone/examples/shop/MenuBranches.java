package inc.phone.examples.shop;

import inc.phone.examples.shop.pages.html.Language;
import inc.phone.examples.shop.pages.telefon.Branches;
import inc.phone.ivr.IvrBranch;
import inc.phone.ivr.IvrConfig;
import inc.phone.ivr.IvrMenu;
import java.util.LinkedHashMap;
import java.util.Map;

/** The branches of the phone menu, by the names that its languages give them. Thread-safe. */
final class MenuBranches implements Branches {
  private final PhoneMenu menu;

  MenuBranches(PhoneMenu menu) {
    this.menu = menu;
  }

  @Override
  public Map<String, String> names(Language language) {
    IvrConfig config = menu.current();
    Map<String, String> names = new LinkedHashMap<>();
    for (IvrMenu some : config.menus().values()) {
      for (IvrBranch branch : some.branches()) {
        names.put(
            branch.id(),
            branch.label().resolve(language.code(), config.defaultLocale()).orElse(branch.id()));
      }
    }
    return names;
  }
}
