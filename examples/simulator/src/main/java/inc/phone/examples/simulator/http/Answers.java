package inc.phone.examples.simulator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.examples.simulator.render.JsonStyle;
import io.javalin.http.Context;
import java.io.IOException;

/** Reads and writes bodies. */
final class Answers {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Answers() {}

  static ObjectNode body(Context context) {
    try {
      if (MAPPER.readTree(context.bodyAsBytes()) instanceof ObjectNode object) {
        return object;
      }
      throw ApiProblem.of(400, "The request body must be a JSON object");
    } catch (JsonProcessingException e) {
      throw ApiProblem.of(400, "The request body is not valid JSON");
    } catch (IOException e) {
      throw ApiProblem.of(400, "The request body could not be read");
    }
  }

  static void json(Context context, int status, JsonNode body) {
    context.status(status).contentType("application/json").result(JsonStyle.PLAIN.write(body));
  }

  static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }
}
