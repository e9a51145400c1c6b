package inc.phone.ivr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.StrictJson;
import java.nio.charset.StandardCharsets;

/** JSON as text, as hosts hand it over. */
final class JsonText {
  private JsonText() {}

  /** A number as the parser makes it; Jackson takes an int and a long for different values. */
  static JsonNode number(long value) {
    ObjectNode factory = StrictJson.newObject();
    return value == (int) value ? factory.numberNode((int) value) : factory.numberNode(value);
  }

  /** One object; anything else is an {@link inc.phone.internal.json.UnreadableJsonException}. */
  static ObjectNode object(String json) {
    return (ObjectNode) StrictJson.readObject(json.getBytes(StandardCharsets.UTF_8)).node();
  }
}
