package inc.phone.examples.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.examples.simulator.call.MomentType;
import inc.phone.examples.simulator.subscription.SubscriptionChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The body of a create or update, read field by field; every problem is collected.
 *
 * <p>That unknown event types are refused is ours: the vendor does not say, and it finds typing
 * errors.
 */
final class WebhookForm {
  private static final Set<String> EVENTS =
      Arrays.stream(MomentType.values()).map(MomentType::event).collect(Collectors.toSet());
  private static final String BLANK = "can't be blank";

  private final ObjectNode body;
  private final Map<String, List<String>> errors = new LinkedHashMap<>();

  private WebhookForm(ObjectNode body) {
    this.body = body;
  }

  static SubscriptionChange create(ObjectNode body) {
    return new WebhookForm(body).read(true);
  }

  static SubscriptionChange update(ObjectNode body) {
    return new WebhookForm(body).read(false);
  }

  private SubscriptionChange read(boolean complete) {
    String name = name(complete);
    String url = url(complete);
    List<String> events = events(complete);
    Boolean active = active();
    if (!errors.isEmpty()) {
      throw ApiProblem.invalid(errors);
    }
    return new SubscriptionChange(name, url, events, active);
  }

  private @Nullable String name(boolean required) {
    return text("name", required);
  }

  private @Nullable String url(boolean required) {
    String url = text("url", required);
    if (url != null && !WebhookUrl.isAllowed(url)) {
      problem("url", "must be an HTTPS URL");
    }
    return url;
  }

  private @Nullable String text(String field, boolean required) {
    JsonNode value = body.get(field);
    if (value == null && !required) {
      return null;
    }
    if (value == null || value.isNull()) {
      problem(field, BLANK);
      return null;
    }
    if (!value.isTextual()) {
      problem(field, "must be a string");
      return null;
    }
    if (value.textValue().isBlank()) {
      problem(field, BLANK);
    }
    return value.textValue();
  }

  private @Nullable List<String> events(boolean required) {
    JsonNode value = body.get("events");
    if (value == null && !required) {
      return null;
    }
    if (value == null || value.isNull() || (value.isArray() && value.isEmpty())) {
      problem("events", BLANK);
      return null;
    }
    if (!value.isArray()) {
      problem("events", "must be an array of strings");
      return null;
    }
    List<String> events = new ArrayList<>();
    for (JsonNode event : value) {
      if (!EVENTS.contains(event.asText())) {
        problem("events", "contains an unknown event type");
      } else if (!events.contains(event.asText())) {
        events.add(event.asText());
      }
    }
    return events;
  }

  private @Nullable Boolean active() {
    JsonNode value = body.get("active");
    if (value == null) {
      return null;
    }
    if (!value.isBoolean()) {
      problem("active", "must be a boolean");
      return null;
    }
    return value.booleanValue();
  }

  private void problem(String field, String message) {
    List<String> messages = errors.computeIfAbsent(field, key -> new ArrayList<>());
    if (!messages.contains(message)) {
      messages.add(message);
    }
  }
}
