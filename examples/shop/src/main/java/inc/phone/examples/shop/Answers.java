package inc.phone.examples.shop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How every endpoint answers: JSON, and errors as {@code {"error": reason}}. */
final class Answers {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final int FORGOTTEN_BYTES = 8 * 1024 * 1024;

  private Answers() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static void json(Context ctx, int status, JsonNode body) {
    ctx.status(status).contentType("application/json").result(bytes(body));
  }

  static byte[] bytes(JsonNode body) {
    try {
      return MAPPER.writeValueAsBytes(body);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree can always be written", e);
    }
  }

  /**
   * Reads one JSON object.
   *
   * @param shape what it should look like, for whoever sent something else
   * @throws BadRequestException if it is anything else, without repeating it
   */
  static ObjectNode readObject(byte[] body, String shape) {
    try {
      if (STRICT.readTree(new String(body, StandardCharsets.UTF_8)) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      // told below, without repeating the body
    }
    throw new BadRequestException("expected " + shape);
  }

  static void error(Context ctx, int status, String reason) {
    json(ctx, status, object().put("error", reason));
  }

  /** One body for every 401, whatever the reason and the endpoint. */
  static void unauthorized(Context ctx) {
    error(ctx, 401, "unauthorized");
  }

  /**
   * Answers at once, and only then reads on for a while and forgets it: a connection that is closed
   * over unread bytes is reset, and a sender who is still sending would not see the answer.
   */
  static void tooLarge(Context ctx) {
    byte[] answer = bytes(object().put("error", "payload too large"));
    HttpServletResponse response = ctx.status(413).contentType("application/json").res();
    response.setHeader("Connection", "close");
    response.setContentLength(answer.length);
    try {
      response.getOutputStream().write(answer);
      response.flushBuffer();
      ctx.req().getInputStream().skipNBytes(FORGOTTEN_BYTES);
    } catch (IOException e) {
      // all of it was read, or the sender went away or sends nothing more
    }
  }

  /** The state of the phone integration, and why it is down if it is. */
  static void health(Context ctx, List<String> reasons) {
    ObjectNode body = object().put("status", reasons.isEmpty() ? "up" : "down");
    ArrayNode list = body.putArray("reasons");
    reasons.forEach(list::add);
    json(ctx, reasons.isEmpty() ? 200 : 503, body);
  }
}
