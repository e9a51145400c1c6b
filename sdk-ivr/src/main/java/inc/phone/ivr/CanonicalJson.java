package inc.phone.ivr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.StorableText;
import inc.phone.internal.json.StrictJson;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** One form for all configurations that mean the same. */
final class CanonicalJson {
  private CanonicalJson() {}

  /** SHA-256 over sorted names and trimmed texts in Unicode NFC, without the revision; hex. */
  static String hash(ObjectNode config) {
    ObjectNode content = (ObjectNode) sorted(config);
    content.remove("revision");
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(StrictJson.write(content));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static JsonNode sorted(JsonNode node) {
    if (node.isObject()) {
      TreeMap<String, JsonNode> fields = new TreeMap<>();
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        fields.put(normal(field.getKey()), sorted(field.getValue()));
      }
      ObjectNode object = StrictJson.newObject();
      fields.forEach(object::set);
      return object;
    }
    if (node.isArray()) {
      ArrayNode array = StrictJson.newObject().arrayNode();
      node.forEach(element -> array.add(sorted(element)));
      return array;
    }
    return node.isTextual() ? StrictJson.newObject().textNode(normal(node.textValue())) : node;
  }

  /** The same tree with every text such that any database can keep it; itself if it is already. */
  static JsonNode storable(JsonNode node) {
    if (node.isTextual()) {
      String text = StorableText.repaired(node.textValue());
      return text.equals(node.textValue()) ? node : StrictJson.newObject().textNode(text);
    }
    if (node instanceof ObjectNode object) {
      ObjectNode copy = StrictJson.newObject();
      object
          .properties()
          .forEach(
              field -> copy.set(StorableText.repaired(field.getKey()), storable(field.getValue())));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = StrictJson.newObject().arrayNode();
      array.forEach(element -> copy.add(storable(element)));
      return copy;
    }
    return node;
  }

  private static String normal(String text) {
    return Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
  }
}
