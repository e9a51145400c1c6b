package inc.phone.examples.shop.pages.ivr;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import inc.phone.ivr.IvrConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The JSON of a menu while somebody edits it. What nobody touches stays as it is, whether this
 * program knows it or not. Places are JSON pointers. Not thread-safe.
 */
final class ConfigTree {
  /** More than the SDK reads, so that somebody can still see what is too deep; and no more. */
  private static final int MAX_DEPTH = 100;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                  .build())
          .build();

  private final ObjectNode root;

  private ConfigTree(ObjectNode root) {
    this.root = root;
  }

  static ConfigTree of(IvrConfig config) {
    return read(config.toJson())
        .orElseThrow(() -> new IllegalStateException("a configuration is always an object"));
  }

  /** Empty if the text is no JSON object, or far too deep. */
  static Optional<ConfigTree> read(String json) {
    try {
      return JSON.readTree(json) instanceof ObjectNode object
          ? Optional.of(new ConfigTree(object))
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  IvrConfig config() {
    return IvrConfig.parse(root.toString());
  }

  String pretty() {
    return root.toPrettyString();
  }

  @Override
  public String toString() {
    return root.toString();
  }

  /** Whether something could be at a place, not too deep inside the whole. */
  static boolean isPlace(String pointer) {
    return pointer.startsWith("/")
        && pointer.chars().filter(letter -> letter == '/').count() <= MAX_DEPTH;
  }

  /** What is at a place, or a missing node. */
  JsonNode at(String pointer) {
    JsonNode node = root;
    for (String name : names(pointer)) {
      node = node instanceof ArrayNode array ? array.path(index(name)) : node.path(name);
    }
    return node;
  }

  boolean has(String pointer) {
    return !at(pointer).isMissingNode();
  }

  /** The text at a place as somebody would type it, or empty. */
  String text(String pointer) {
    JsonNode node = at(pointer);
    return node.isMissingNode() ? "" : node.isValueNode() ? node.asText() : node.toString();
  }

  void set(String pointer, String text) {
    set(pointer, TextNode.valueOf(text));
  }

  /** Sets a value; objects on the way that are not there are made, elements of lists are not. */
  void set(String pointer, JsonNode value) {
    JsonNode parent = root;
    List<String> names = names(pointer);
    for (String name : names.subList(0, names.size() - 1)) {
      if (parent instanceof ObjectNode object && !object.path(name).isContainerNode()) {
        object.putObject(name);
      }
      parent = parent instanceof ArrayNode array ? array.path(index(name)) : parent.path(name);
    }
    String last = names.get(names.size() - 1);
    if (parent instanceof ObjectNode object) {
      object.set(last, value);
    } else if (parent instanceof ArrayNode array && array.has(index(last))) {
      array.set(index(last), value);
    }
  }

  /** Adds to the list at a place, which is made if it is not there. */
  void append(String pointer, JsonNode value) {
    if (!at(pointer).isArray()) {
      set(pointer, JSON.createArrayNode());
    }
    if (at(pointer) instanceof ArrayNode array) {
      array.add(value);
    }
  }

  /** Removes what is at a place, and the objects around it that have nothing else. */
  void remove(String pointer) {
    JsonNode parent = at(parent(pointer));
    if (parent instanceof ArrayNode array) {
      array.remove(index(last(pointer)));
    } else if (parent instanceof ObjectNode object && object.remove(last(pointer)) != null) {
      String above = parent(pointer);
      if (object.isEmpty() && names(above).size() > 2 && at(parent(above)).isObject()) {
        remove(above);
      }
    }
  }

  ObjectNode newObject() {
    return JSON.createObjectNode();
  }

  ArrayNode newArray() {
    return JSON.createArrayNode();
  }

  static String child(String pointer, Object name) {
    return pointer + "/" + name.toString().replace("~", "~0").replace("/", "~1");
  }

  static String parent(String pointer) {
    return pointer.substring(0, Math.max(0, pointer.lastIndexOf('/')));
  }

  /** The last name of a pointer. */
  static String last(String pointer) {
    return unescaped(pointer.substring(pointer.lastIndexOf('/') + 1));
  }

  private static List<String> names(String pointer) {
    return pointer.isEmpty()
        ? List.of()
        : Arrays.stream(pointer.substring(1).split("/", -1)).map(ConfigTree::unescaped).toList();
  }

  private static String unescaped(String name) {
    return name.replace("~1", "/").replace("~0", "~");
  }

  /** A name that is no index is that of no element. */
  private static int index(String name) {
    return name.matches("[0-9]{1,6}") ? Integer.parseInt(name) : Integer.MAX_VALUE;
  }

  static boolean isMissing(JsonNode node) {
    return node instanceof MissingNode;
  }
}
