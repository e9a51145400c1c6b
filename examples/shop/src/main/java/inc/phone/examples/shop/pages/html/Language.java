package inc.phone.examples.shop.pages.html;

import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The languages of the pages. */
public enum Language {
  ENGLISH("en", "English", Locale.UK),
  DANISH("da", "Dansk", Locale.forLanguageTag("da-DK"));

  /** What somebody chose; without it, what their browser asks for. */
  static final String COOKIE = "shop_language";

  private final String code;
  private final String ownName;
  private final Locale locale;

  Language(String code, String ownName, Locale locale) {
    this.code = code;
    this.ownName = ownName;
    this.locale = locale;
  }

  public String code() {
    return code;
  }

  public String ownName() {
    return ownName;
  }

  public Locale locale() {
    return locale;
  }

  static Optional<Language> ofCode(@Nullable String code) {
    return Arrays.stream(values()).filter(language -> language.code.equals(code)).findFirst();
  }

  static Language of(Context ctx) {
    return ofCode(ctx.cookie(COOKIE)).orElseGet(() -> asked(ctx.header("Accept-Language")));
  }

  private static Language asked(@Nullable String header) {
    List<Locale> locales = Arrays.stream(values()).map(Language::locale).toList();
    try {
      Locale best =
          header == null
              ? null
              : Locale.lookup(
                  LanguageRange.parse(header), locales.stream().map(Language::bare).toList());
      return ofCode(best == null ? null : best.getLanguage()).orElse(ENGLISH);
    } catch (IllegalArgumentException e) {
      return ENGLISH;
    }
  }

  private static Locale bare(Locale locale) {
    return Locale.forLanguageTag(locale.getLanguage());
  }
}
