package inc.phone.ivr.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.JsonFields;
import inc.phone.internal.json.StrictJson;
import inc.phone.internal.json.UnreadableJsonException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What a model wants to call a tool with. */
final class Arguments {
  static final int MAX_LENGTH = 16 * 1024;

  private Arguments() {}

  static ObjectNode parse(String json) {
    return (ObjectNode) StrictJson.readObject(json.getBytes(StandardCharsets.UTF_8)).node();
  }

  /** The arguments, or null if they are no object or lack something the tool's schema requires. */
  static @Nullable JsonFields read(String json, String schemaJson) {
    if (json.length() > MAX_LENGTH) {
      return null;
    }
    try {
      JsonFields arguments = StrictJson.readObject(json.getBytes(StandardCharsets.UTF_8));
      for (JsonNode name : parse(schemaJson).path("required")) {
        if (!arguments.has(name.asText())) {
          return null;
        }
      }
      return arguments;
    } catch (UnreadableJsonException e) {
      return null;
    }
  }
}
