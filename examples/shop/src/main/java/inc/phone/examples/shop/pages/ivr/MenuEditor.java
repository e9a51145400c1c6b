package inc.phone.examples.shop.pages.ivr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the whole menu.
 *
 * @param defaultLocale the language of callers nothing is known about
 * @param locales all languages
 * @param menus the menus, that of the beginning first
 * @param hours when the shop is open, or null for always
 */
public record MenuEditor(
    Field defaultLocale, List<String> locales, List<MenuForm> menus, @Nullable HoursForm hours) {
  public List<String> menuIds() {
    return menus.stream().map(MenuForm::id).toList();
  }

  /** Whether a language can be taken away. */
  public boolean isRemovable(String locale) {
    return locales.size() > 1 && !locale.equals(defaultLocale.value());
  }
}
