package inc.phone.examples.simulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.examples.simulator.render.Json;
import java.util.List;
import java.util.Map;

/** An answer that is an error, in one of the vendor's two shapes. */
final class ApiProblem extends RuntimeException {
  private final int status;
  private final transient ObjectNode body;

  private ApiProblem(int status, ObjectNode body) {
    super("HTTP " + status, null, false, false);
    this.status = status;
    this.body = body;
  }

  static ApiProblem of(int status, String error) {
    return new ApiProblem(status, Json.object().put("error", error));
  }

  static ApiProblem invalid(Map<String, List<String>> errors) {
    ObjectNode body = Json.object();
    ObjectNode fields = body.putObject("errors");
    errors.forEach(
        (field, messages) -> {
          var list = fields.putArray(field);
          messages.forEach(list::add);
        });
    return new ApiProblem(422, body);
  }

  int status() {
    return status;
  }

  ObjectNode body() {
    return body;
  }
}
