package inc.phone.examples.shop.pages.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The texts of one language. {@code {0}}, {@code {1}} ... in a text stand for values. Immutable.
 */
final class Words {
  private static final String FILE = "/inc/phone/examples/shop/pages/words_%s.properties";

  private final Map<String, String> byKey;

  private Words(Map<String, String> byKey) {
    this.byKey = byKey;
  }

  static Words of(Language language) {
    Properties properties = new Properties();
    try (InputStream file = Words.class.getResourceAsStream(FILE.formatted(language.code()))) {
      if (file == null) {
        throw new IllegalStateException("no texts in " + language);
      }
      try (Reader reader = new InputStreamReader(file, StandardCharsets.UTF_8)) {
        properties.load(reader);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Words(
        properties.stringPropertyNames().stream()
            .collect(Collectors.toUnmodifiableMap(key -> key, properties::getProperty)));
  }

  /** A text; a key that has none is shown itself, which no test lets happen. */
  String text(String key, Object... values) {
    String text = byKey.getOrDefault(key, key);
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", String.valueOf(values[i]));
    }
    return text;
  }

  /** The text for somebody else's word, or that word if there is none for it. */
  String word(String prefix, @Nullable String word) {
    return word == null ? "" : byKey.getOrDefault(prefix + word, word);
  }
}
