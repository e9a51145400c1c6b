package inc.phone.client;

import com.fasterxml.jackson.databind.JsonNode;
import inc.phone.client.wire.RetryAfter;
import inc.phone.client.wire.WireReply;
import inc.phone.client.wire.WireRequest;
import inc.phone.internal.json.StrictJson;
import inc.phone.internal.json.UnreadableJsonException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns an answer that is no success into the exception for it, whatever its body looks like. */
final class ApiErrors {
  private static final int MAX_TEXT_BYTES = 64 * 1024;

  private ApiErrors() {}

  static ApiException of(WireRequest request, WireReply reply, Instant now) {
    JsonNode json = json(reply);
    ApiException.Answer answer =
        new ApiException.Answer(
            reply.status(),
            text(reply),
            json == null ? null : json.path("error").textValue(),
            RetryAfter.of(reply, now),
            reply.header("X-Request-Id"));
    String message = request + ": status " + reply.status();
    return switch (reply.status()) {
      case 400, 422 -> new ValidationException(message, answer, fieldErrors(json));
      case 401 -> new AuthenticationException(message, answer);
      case 403 -> new PermissionException(message, answer);
      case 404 -> new NotFoundException(message, answer);
      case 429 -> new RateLimitException(message, answer);
      default ->
          reply.status() >= 500
              ? new ServerException(message, answer)
              : new ApiException(message + redirect(reply), answer);
    };
  }

  static String text(WireReply reply) {
    int length = Math.min(reply.body().length, MAX_TEXT_BYTES);
    return new String(reply.body(), 0, length, StandardCharsets.UTF_8);
  }

  private static @Nullable JsonNode json(WireReply reply) {
    try {
      return StrictJson.read(reply.body());
    } catch (UnreadableJsonException e) {
      return null; // a proxy's page, or nothing: status and body say what there is to say
    }
  }

  /** Documented as {@code {"errors": {field: [messages]}}}; a lone string is taken as a list. */
  private static Map<String, List<String>> fieldErrors(@Nullable JsonNode json) {
    Map<String, List<String>> errors = new LinkedHashMap<>();
    if (json != null) {
      json.path("errors")
          .properties()
          .forEach(field -> errors.put(field.getKey(), messages(field.getValue())));
    }
    return Map.copyOf(errors);
  }

  private static List<String> messages(JsonNode value) {
    List<String> messages = new ArrayList<>();
    if (value.isArray()) {
      value.forEach(
          message -> messages.add(message.isTextual() ? message.textValue() : message.toString()));
    } else {
      messages.add(value.isTextual() ? value.textValue() : value.toString());
    }
    return List.copyOf(messages);
  }

  private static String redirect(WireReply reply) {
    String location = reply.header("Location");
    if (location == null || reply.status() >= 400) {
      return "";
    }
    String host;
    try {
      host = new URI(location).getHost();
    } catch (URISyntaxException e) {
      host = null;
    }
    return ", a redirect to "
        + (host == null ? "another place" : host)
        + "; redirects are never followed";
  }
}
