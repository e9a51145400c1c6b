package inc.phone.ivr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.StorableText;
import inc.phone.internal.json.StrictJson;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, read without ever failing.
 *
 * <p>A value that cannot be used is reported with its pointer and then treated as absent; a value
 * that can be used although it breaks a rule, such as a text that is too long, is reported and
 * used. Fields that nobody asked for are reported by {@link #end}. Not thread-safe.
 */
final class ConfigFields {
  private static final Pattern SLUG = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");
  private static final Pattern LOCALE =
      Pattern.compile("[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?");

  /** JavaScript gives these names a meaning of their own, and admin pages read the JSON there. */
  private static final Set<String> BANNED_SLUGS = Set.of("constructor", "prototype");

  private final ObjectNode node;
  private final String pointer;
  private final Issues issues;
  private final Set<String> asked = new HashSet<>();

  private ConfigFields(ObjectNode node, String pointer, Issues issues) {
    this.node = node;
    this.pointer = pointer;
    this.issues = issues;
  }

  static ConfigFields of(ObjectNode root, Issues issues) {
    return new ConfigFields(root, "", issues);
  }

  /** For objects a builder made: the first error is an {@link IllegalArgumentException}. */
  static ConfigFields refusing(ObjectNode root) {
    return of(root, Issues.refusing());
  }

  ObjectNode node() {
    return node;
  }

  /** Something is wrong with the object itself. */
  void problem(Rule rule, String message) {
    issues.add(rule, pointer, message);
  }

  String pointer() {
    return pointer;
  }

  String pointer(String name) {
    return child(pointer, name);
  }

  /** The pointer of a field or list entry below another. */
  static String child(String pointer, String name) {
    String escaped =
        name.indexOf('~') < 0 && name.indexOf('/') < 0
            ? name
            : name.replace("~", "~0").replace("/", "~1");
    return pointer + "/" + escaped;
  }

  void problem(Rule rule, String name, String message) {
    issues.add(rule, pointer(name), message);
  }

  void require(String name) {
    if (!node.has(name)) {
      problem(Rule.E_REQUIRED, "the field " + name + " is missing");
    }
  }

  boolean has(String name) {
    return node.has(name);
  }

  @Nullable String text(String name, int minLength, int maxLength) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    String text = text(value, pointer(name), maxLength);
    if (text != null && text.length() < minLength) {
      problem(Rule.E_RANGE, name, "the text must not be empty");
    }
    return text;
  }

  /** A name of our own kind: usable in addresses, files and any programming language. */
  @Nullable String slug(String name) {
    String text = text(name, 0, Integer.MAX_VALUE);
    if (text != null) {
      checkSlug(text, pointer(name));
    }
    return text;
  }

  @Nullable String locale(String name) {
    String tag = text(name, 0, Integer.MAX_VALUE);
    if (tag != null) {
      checkLocale(tag, pointer(name));
    }
    return tag;
  }

  @Nullable Integer integer(String name, int min, int max) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isIntegralNumber()) {
      problem(Rule.E_TYPE, name, "expected a whole number");
      return null;
    }
    if (!value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
      issues.add(
          Rule.E_RANGE,
          pointer(name),
          "expected " + min + " to " + max,
          Map.of("min", Integer.toString(min), "max", Integer.toString(max)));
      return null;
    }
    return value.intValue();
  }

  /** A whole number that is not negative. */
  @Nullable Long count(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0) {
      return value.longValue();
    }
    problem(Rule.E_TYPE, name, "expected a whole number, 0 or more");
    return null;
  }

  boolean bool(String name, boolean otherwise) {
    JsonNode value = value(name);
    if (value == null) {
      return otherwise;
    }
    if (!value.isBoolean()) {
      problem(Rule.E_TYPE, name, "expected true or false");
      return otherwise;
    }
    return value.booleanValue();
  }

  @Nullable ConfigFields object(String name) {
    JsonNode value = value(name);
    return value == null ? null : object(value, pointer(name));
  }

  @Nullable IvrAction action(String name) {
    ConfigFields fields = object(name);
    return fields == null ? null : IvrAction.read(fields);
  }

  /** The elements, one for one: what is not an object is reported and read as an empty one. */
  <T> List<T> list(String name, int max, Function<ConfigFields, T> reader) {
    List<T> elements = new ArrayList<>();
    int index = 0;
    for (JsonNode element : array(name, max)) {
      elements.add(reader.apply(object(element, child(pointer(name), Integer.toString(index++)))));
    }
    return List.copyOf(elements);
  }

  /** The texts of a list without repetition; others are reported and left out. */
  List<String> texts(String name, int max) {
    Set<String> texts = new LinkedHashSet<>();
    int index = 0;
    for (JsonNode element : array(name, max)) {
      String at = child(pointer(name), Integer.toString(index++));
      String text = text(element, at, Integer.MAX_VALUE);
      if (text != null && !texts.add(text)) {
        issues.add(Rule.E_FORMAT, at, "listed twice");
      }
    }
    return List.copyOf(texts);
  }

  /** Language tags; a list that is there has at least one. */
  List<String> locales(String name, int max) {
    List<String> tags = texts(name, max);
    if (tags.isEmpty() && node.path(name).isArray()) {
      problem(Rule.E_RANGE, name, "expected at least one language");
    }
    tags.forEach(tag -> checkLocale(tag, pointer(name)));
    return tags;
  }

  /** The values of an object whose names are ids, in order; at least one and at most max. */
  <T> Map<String, T> map(String name, int max, Function<ConfigFields, T> reader) {
    Map<String, T> map =
        entries(name, (value, at) -> reader.apply(object(value, at)), this::checkSlug);
    if (node.path(name).isObject() && (map.isEmpty() || map.size() > max)) {
      problem(Rule.E_RANGE, name, "expected 1 to " + max + " entries");
    }
    return map;
  }

  /** A bare text is reported, and said all the same: silence would be worse. */
  Localized<Prompt> prompts(String name) {
    return localized(
        name,
        (value, at) -> {
          ConfigFields fields = object(value, at);
          if (value.isTextual()) {
            fields.node.set("say", value);
          }
          return new Prompt(fields);
        });
  }

  Localized<String> texts(String name, String kind, int maxLength) {
    return localized(
        name,
        (value, at) -> {
          String text = text(value, at, maxLength);
          if (text != null && text.isEmpty()) {
            issues.add(Rule.E_RANGE, at, "the " + kind + " must not be empty");
          }
          return text;
        });
  }

  private <T> Localized<T> localized(String name, EntryReader<T> reader) {
    Map<String, T> byTag = entries(name, reader, this::checkLocale);
    if (byTag.isEmpty() && node.path(name).isObject()) {
      problem(Rule.E_RANGE, name, "expected the text in at least one language");
    }
    return new Localized<>(byTag);
  }

  private <T> Map<String, T> entries(
      String name, EntryReader<T> reader, BiConsumer<String, String> keyCheck) {
    Map<String, T> entries = new LinkedHashMap<>();
    JsonNode value = value(name);
    if (value != null && !value.isObject()) {
      problem(Rule.E_TYPE, name, "expected an object");
    } else if (value != null) {
      for (Map.Entry<String, JsonNode> entry : value.properties()) {
        String key = StorableText.repaired(entry.getKey());
        String at = child(pointer(name), key);
        keyCheck.accept(key, at);
        T read = reader.read(entry.getValue(), at);
        if (read != null) {
          entries.put(key, read);
        }
      }
    }
    return entries;
  }

  /** Reports every field that nobody asked for. */
  void end() {
    for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!asked.contains(name)) {
        problem(Rule.W_UNKNOWN_FIELD, name, "the field is not known");
      }
    }
  }

  /** The text of a value, or null and a problem. */
  @Nullable String text(JsonNode value, String at, int maxLength) {
    if (!value.isTextual()) {
      issues.add(Rule.E_TYPE, at, "expected a text");
      return null;
    }
    String text = StorableText.repaired(value.textValue());
    if (text.codePointCount(0, text.length()) > maxLength) {
      issues.add(
          Rule.E_RANGE,
          at,
          "longer than " + maxLength + " characters",
          Map.of("max", Integer.toString(maxLength)));
    }
    return text;
  }

  /** The fields of a value; of an empty object, and a problem, if it is not an object. */
  ConfigFields object(JsonNode value, String at) {
    if (value instanceof ObjectNode object) {
      return new ConfigFields(object, at, issues);
    }
    issues.add(Rule.E_TYPE, at, "expected an object");
    return new ConfigFields(StrictJson.newObject(), at, Issues.collecting());
  }

  private Iterable<JsonNode> array(String name, int max) {
    JsonNode value = value(name);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      problem(Rule.E_TYPE, name, "expected a list");
      return List.of();
    }
    if (value.size() > max) {
      issues.add(
          Rule.E_RANGE,
          pointer(name),
          "expected at most " + max + " entries",
          Map.of("max", Integer.toString(max)));
    }
    return value;
  }

  private void checkSlug(String text, String at) {
    if (!SLUG.matcher(text).matches() || BANNED_SLUGS.contains(text)) {
      issues.add(
          Rule.E_FORMAT,
          at,
          "expected 1 to 64 of a-z, 0-9, - and _, beginning with a letter or digit");
    }
  }

  private void checkLocale(String tag, String at) {
    if (!LOCALE.matcher(tag).matches()) {
      issues.add(Rule.E_LOCALE_TAG, at, "not a language tag");
    }
  }

  private @Nullable JsonNode value(String name) {
    asked.add(name);
    JsonNode value = node.get(name);
    if (value != null && value.isNull()) {
      problem(Rule.E_TYPE, name, "null is no value");
      return null;
    }
    return value;
  }

  /** Reads one entry, or reports why not. */
  @FunctionalInterface
  interface EntryReader<T> {
    @Nullable T read(JsonNode value, String at);
  }
}
