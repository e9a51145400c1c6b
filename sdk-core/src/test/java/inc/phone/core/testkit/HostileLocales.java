package inc.phone.core.testkit;

import java.util.List;
import java.util.Locale;

/**
 * Default locales under which {@code String.format("%d")} prints other digits, or {@code
 * "I".toLowerCase()} is not {@code "i"}.
 */
public final class HostileLocales {
  private static final List<Locale> ALL =
      List.of(
          Locale.forLanguageTag("ar-EG"),
          Locale.forLanguageTag("tr-TR"),
          Locale.forLanguageTag("th-TH-u-nu-thai"));

  private HostileLocales() {}

  /**
   * Runs a check under the default locale as it is, then under each hostile one, and restores it.
   * The default locale belongs to the whole process, so such tests do not run in parallel.
   *
   * @param check what must hold under every locale
   */
  public static void checkUnderAll(Runnable check) {
    Locale before = Locale.getDefault();
    check.run();
    try {
      for (Locale locale : ALL) {
        Locale.setDefault(locale);
        try {
          check.run();
        } catch (AssertionError e) {
          throw new AssertionError("under default locale " + locale.toLanguageTag(), e);
        }
      }
    } finally {
      Locale.setDefault(before);
    }
  }
}
