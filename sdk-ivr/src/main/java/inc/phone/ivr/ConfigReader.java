package inc.phone.ivr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.StrictJson;
import inc.phone.internal.json.UnreadableJsonException;
import org.jspecify.annotations.Nullable;

/**
 * Makes a configuration of any bytes.
 *
 * <p>What cannot be read at all becomes the empty configuration, which takes a message; what can be
 * read in part is used in part. Either way the problems say so.
 */
final class ConfigReader {
  static final int MAX_BYTES = 256 * 1024;
  static final int MAX_DEPTH = 32;

  private ConfigReader() {}

  static IvrConfig read(byte[] json) {
    Issues issues = Issues.collecting();
    JsonNode node = parse(json, issues);
    if (node == null) {
      return new IvrConfig(ConfigMigrations.toCurrent(StrictJson.newObject()), issues.found());
    }
    if (depth(node) > MAX_DEPTH) {
      issues.add(Rule.E_DEPTH, "", "nested more deeply than " + MAX_DEPTH);
    }
    return read((ObjectNode) CanonicalJson.storable(node), issues);
  }

  /** Reads an object that is not changed by anybody afterwards. */
  static IvrConfig read(ObjectNode json, Issues issues) {
    return new IvrConfig(ConfigMigrations.toCurrent(json), issues);
  }

  private static @Nullable ObjectNode parse(byte[] json, Issues issues) {
    if (json.length > MAX_BYTES) {
      issues.add(Rule.E_TOO_LARGE, "", "longer than " + MAX_BYTES + " bytes");
      return null;
    }
    JsonNode node;
    try {
      node = StrictJson.read(json);
    } catch (UnreadableJsonException e) {
      node = withDuplicateKeys(json, issues);
      if (node == null) {
        issues.add(Rule.E_SYNTAX, "", String.valueOf(e.getMessage()));
      }
    }
    if (node != null && !node.isObject()) {
      issues.add(Rule.E_TYPE, "", "expected an object");
    }
    return node instanceof ObjectNode object ? object : null;
  }

  private static @Nullable JsonNode withDuplicateKeys(byte[] json, Issues issues) {
    try {
      JsonNode node = StrictJson.readLastOfDuplicateKeys(json);
      issues.add(Rule.E_DUPLICATE_KEY, "", "an object has two fields of one name");
      return node;
    } catch (UnreadableJsonException e) {
      return null; // the first attempt has the better message
    }
  }

  private static int depth(JsonNode node) {
    int deepest = 0;
    for (JsonNode child : node) {
      deepest = Math.max(deepest, depth(child));
    }
    return node.isContainerNode() ? deepest + 1 : 0;
  }
}
