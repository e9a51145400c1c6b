package inc.phone.ivr;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The same thing in several languages.
 *
 * <p>Keys are language tags (BCP 47) such as {@code da-DK} or {@code en}. A caller's language finds
 * the best there is, in this order: the tag itself, the tag without its last part, any tag of the
 * same language, the same three steps for the default language, then whatever comes first. So
 * {@code da} finds {@code da-DK}, which {@link Locale#lookupTag} does not, and nobody hears nothing
 * because a translation is missing. Immutable and thread-safe.
 *
 * @param <T> what there is one of per language
 * @since 0.1.0
 */
public final class Localized<T> {
  private final Map<String, T> byTag;

  Localized(Map<String, T> byTag) {
    this.byTag = Collections.unmodifiableMap(new LinkedHashMap<>(byTag));
  }

  /**
   * Everything.
   *
   * @return an immutable map by language tag, in the order it was written
   */
  public Map<String, T> byTag() {
    return byTag;
  }

  /**
   * Tells whether there is nothing in any language.
   *
   * @return true if there is nothing to resolve
   */
  public boolean isEmpty() {
    return byTag.isEmpty();
  }

  /**
   * The best there is for a caller.
   *
   * @param wanted the caller's language tag
   * @param otherwise the configuration's default language tag
   * @return empty only if there is nothing in any language
   */
  public Optional<T> resolve(String wanted, String otherwise) {
    if (byTag.isEmpty()) {
      return Optional.empty();
    }
    T best = lookUp(wanted);
    if (best == null) {
      best = lookUp(otherwise);
    }
    return Optional.of(best != null ? best : byTag.values().iterator().next());
  }

  private @Nullable T lookUp(String tag) {
    for (String range = tag; !range.isEmpty(); range = withoutLastPart(range)) {
      T exact = byTag.get(range);
      if (exact != null) {
        return exact;
      }
    }
    String language = language(tag);
    for (Map.Entry<String, T> entry : byTag.entrySet()) {
      if (language(entry.getKey()).equals(language)) {
        return entry.getValue();
      }
    }
    return null;
  }

  private static String withoutLastPart(String tag) {
    return tag.substring(0, Math.max(0, tag.lastIndexOf('-')));
  }

  /** The language of a tag; both written forms of Norwegian are heard as one. */
  static String language(String tag) {
    int end = 0;
    while (end < tag.length() && Character.isLetter(tag.charAt(end))) {
      end++;
    }
    String language = tag.substring(0, end).toLowerCase(Locale.ROOT);
    return language.equals("nb") || language.equals("nn") ? "no" : language;
  }
}
