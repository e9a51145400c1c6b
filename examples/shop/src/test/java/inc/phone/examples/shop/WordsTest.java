package inc.phone.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The texts of the pages against each other and against what the pages ask for. */
class WordsTest {
  private static final Path TEXTS = Path.of("src/main/resources/inc/phone/examples/shop/pages");
  private static final Path TEMPLATES = Path.of("src/main/jte");
  private static final Path PAGES = Path.of("src/main/java/inc/phone/examples/shop/pages");

  /** Outside the pages, but what it says is on one. */
  private static final Path CONNECTION = PAGES.resolveSibling("ShopConnection.java");

  /** Dots in quotes; one that ends with a dot is the beginning of several keys. */
  private static final Pattern KEY =
      Pattern.compile("\"([a-z_]+(?:\\.[a-z0-9_]+)+\\.?|[a-z_]+\\.)\"");

  private static final Pattern PLACE = Pattern.compile("\\{[0-9]}");

  @Test
  void bothLanguagesHaveTheSameKeysWithTheSameValuesInThem() throws IOException {
    assertThat(places("da")).isEqualTo(places("en"));
  }

  @Test
  void everyTextIsUsedAndEveryKeyHasAText() throws IOException {
    Set<String> asked = asked();
    Set<String> texts = texts("en").keySet();

    assertThat(texts)
        .as("texts that nothing shows")
        .allMatch(
            key ->
                asked.contains(key)
                    || asked.stream().anyMatch(some -> some.endsWith(".") && key.startsWith(some)));
    Set<String> groups =
        texts.stream().map(key -> key.substring(0, key.indexOf('.'))).collect(Collectors.toSet());
    assertThat(asked)
        .as("keys without a text")
        .filteredOn(key -> groups.contains(key.substring(0, key.indexOf('.'))))
        .filteredOn(key -> !key.matches(".*\\.(jte|css|js|svg)"))
        .allMatch(
            key ->
                texts.contains(key)
                    || texts.contains("audit.did." + key)
                    || key.endsWith(".") && texts.stream().anyMatch(text -> text.startsWith(key)));
  }

  @Test
  void noTextIsEmpty() throws IOException {
    assertThat(texts("en").values()).noneMatch(String::isBlank);
    assertThat(texts("da").values()).noneMatch(String::isBlank);
  }

  private static Set<String> asked() throws IOException {
    Set<String> keys = new TreeSet<>();
    try (Stream<Path> templates = Files.walk(TEMPLATES);
        Stream<Path> classes = Stream.concat(Files.walk(PAGES), Stream.of(CONNECTION))) {
      for (Path file : Stream.concat(templates, classes).filter(Files::isRegularFile).toList()) {
        Matcher key = KEY.matcher(Files.readString(file));
        while (key.find()) {
          keys.add(key.group(1));
        }
      }
    }
    return keys;
  }

  private static Map<String, Set<String>> places(String language) throws IOException {
    Map<String, Set<String>> places = new TreeMap<>();
    texts(language)
        .forEach(
            (key, text) ->
                places.put(
                    key,
                    PLACE
                        .matcher(text)
                        .results()
                        .map(found -> found.group())
                        .collect(Collectors.toCollection(TreeSet::new))));
    return places;
  }

  private static Map<String, String> texts(String language) throws IOException {
    Properties properties = new Properties();
    try (Reader file =
        Files.newBufferedReader(TEXTS.resolve("words_" + language + ".properties"))) {
      properties.load(file);
    }
    Map<String, String> texts = new TreeMap<>();
    properties.stringPropertyNames().forEach(key -> texts.put(key, properties.getProperty(key)));
    return texts;
  }
}
