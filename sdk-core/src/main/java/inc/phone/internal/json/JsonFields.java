package inc.phone.internal.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object, read by type.
 *
 * <p>Absent and null are the same: null. A value of another type than asked for is an {@link
 * UnreadableJsonException} that names its JSON pointer; nothing is converted. Immutable.
 */
public final class JsonFields {
  private final JsonNode node;
  private final String path;

  private JsonFields(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  static JsonFields root(JsonNode node) {
    return of(node, "");
  }

  private static JsonFields of(JsonNode node, String path) {
    if (!node.isObject()) {
      throw expected(path, "an object");
    }
    return new JsonFields(node, path);
  }

  /**
   * The object itself.
   *
   * @return the node these fields come from; not to be changed
   */
  public JsonNode node() {
    return node;
  }

  /**
   * Tells whether a field is there and not null.
   *
   * @param name the field
   * @return true if it has a value
   */
  public boolean has(String name) {
    return node.hasNonNull(name);
  }

  /**
   * Free text. What no store can keep (U+0000, a surrogate without its partner) is replaced by
   * U+FFFD.
   *
   * @param name the field
   * @return the text or null
   */
  public @Nullable String text(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isTextual()) {
      throw expected(pointer(name), "a string");
    }
    return StorableText.repaired(value.textValue());
  }

  /**
   * A short word that some senders write as a number, like a pressed key.
   *
   * @param name the field
   * @return the text, or the digits of a whole number, or null
   */
  public @Nullable String textOrInteger(String name) {
    JsonNode value = value(name);
    return value != null && value.isIntegralNumber() ? value.asText() : text(name);
  }

  /**
   * An identifier: 1 to 128 code points, not blank, no control characters, no lone surrogates. It
   * is not normalised in any way, since two ids that look alike may be two ids.
   *
   * @param name the field
   * @return the id or null
   */
  public @Nullable String id(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isTextual() || !StorableText.isId(value.textValue())) {
      throw expected(
          pointer(name),
          "a string of 1 to " + StorableText.MAX_ID_CODE_POINTS + " printable characters");
    }
    return value.textValue();
  }

  /**
   * A whole number that was written as one.
   *
   * @param name the field
   * @return the number or null
   */
  public @Nullable Long integer(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong()) {
      throw expected(pointer(name), "a whole number of 64 bits");
    }
    return value.longValue();
  }

  /**
   * A truth value.
   *
   * @param name the field
   * @return true, false or null
   */
  public @Nullable Boolean bool(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isBoolean()) {
      throw expected(pointer(name), "true or false");
    }
    return value.booleanValue();
  }

  /**
   * A moment, as {@link Instant#parse} reads it, truncated to microseconds.
   *
   * @param name the field
   * @return the moment or null
   */
  public @Nullable Instant instant(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (value.isTextual()) {
      try {
        return InstantText.parse(value.textValue());
      } catch (DateTimeException e) {
        throw expected(pointer(name), "an ISO 8601 time with offset"); // its message has the value
      }
    }
    throw expected(pointer(name), "an ISO 8601 time with offset");
  }

  /**
   * A nested object.
   *
   * @param name the field
   * @return its fields or null
   */
  public @Nullable JsonFields object(String name) {
    JsonNode value = value(name);
    return value == null ? null : of(value, pointer(name));
  }

  /**
   * A list of objects.
   *
   * @param name the field
   * @param reader makes an element of an object
   * @param <T> the element
   * @return an immutable list or null
   */
  public <T> @Nullable List<T> objects(String name, Function<JsonFields, T> reader) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isArray()) {
      throw expected(pointer(name), "a list");
    }
    List<T> elements = new ArrayList<>(value.size());
    for (int i = 0; i < value.size(); i++) {
      elements.add(reader.apply(of(value.get(i), pointer(name) + "/" + i)));
    }
    return List.copyOf(elements);
  }

  /**
   * A list of strings, repaired like {@link #text}.
   *
   * @param name the field
   * @return an immutable list or null
   */
  public @Nullable List<String> texts(String name) {
    JsonNode value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isArray()) {
      throw expected(pointer(name), "a list");
    }
    List<String> elements = new ArrayList<>(value.size());
    for (JsonNode element : value) {
      if (!element.isTextual()) {
        throw expected(pointer(name), "a list of strings");
      }
      elements.add(StorableText.repaired(element.textValue()));
    }
    return List.copyOf(elements);
  }

  /**
   * A value of a type we do not know, as compact JSON text.
   *
   * @param name the field
   * @return its JSON or null
   */
  public @Nullable String json(String name) {
    JsonNode value = value(name);
    return value == null ? null : StorableText.repaired(value.toString());
  }

  /**
   * The fields that a reader does not know, as compact JSON text.
   *
   * @param known the names it knows
   * @return JSON by name, without nulls
   */
  public Map<String, String> unknown(Set<String> known) {
    Map<String, String> unknown = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!known.contains(field.getKey()) && !field.getValue().isNull()) {
        unknown.put(field.getKey(), StorableText.repaired(field.getValue().toString()));
      }
    }
    return unknown;
  }

  /**
   * What is wrong with a field.
   *
   * @param name the field
   * @param what what was expected instead
   * @return the exception, to be thrown
   */
  public UnreadableJsonException problem(String name, String what) {
    return expected(pointer(name), what);
  }

  static <T> List<T> readStoredList(String json, Function<JsonFields, T> reader) {
    List<T> elements = new ArrayList<>();
    for (JsonNode element : StrictJson.readStored(json.getBytes(StandardCharsets.UTF_8))) {
      elements.add(reader.apply(root(element)));
    }
    return List.copyOf(elements);
  }

  private @Nullable JsonNode value(String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value;
  }

  private String pointer(String name) {
    return path + "/" + name;
  }

  private static UnreadableJsonException expected(String path, String what) {
    return new UnreadableJsonException((path.isEmpty() ? "document" : path) + ": expected " + what);
  }
}
