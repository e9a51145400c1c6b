package inc.phone.ivr;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Changes one place of a configuration's JSON. */
public final class Edit {
  private Edit() {}

  /** The configuration with another value at a pointer; null removes, "/-" appends to a list. */
  public static IvrConfig set(IvrConfig config, String pointer, String json) {
    ObjectNode root = JsonText.object(config.toJson());
    JsonPointer at = JsonPointer.compile(pointer);
    JsonNode parent = root.at(at.head());
    String name = at.last().getMatchingProperty();
    JsonNode value = json == null ? null : JsonText.object("{\"v\":" + json + "}").get("v");
    if (parent instanceof ArrayNode array) {
      if (name.equals("-")) {
        array.add(value);
      } else {
        array.set(Integer.parseInt(name), value);
      }
    } else if (value == null) {
      ((ObjectNode) parent).remove(name);
    } else {
      ((ObjectNode) parent).set(name, value);
    }
    return IvrConfig.parse(root.toString());
  }
}
