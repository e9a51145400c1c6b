package inc.phone.ivr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A function the assistant may ask the host to run: its name and shape, never its address or keys.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class AiTool extends ConfigPart {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,63}");

  private final String name;
  private final String description;
  private final @Nullable ObjectNode parameters;

  AiTool(ConfigFields fields) {
    super(fields.node());
    fields.require("name");
    fields.require("description");
    this.name = Objects.requireNonNullElse(fields.text("name", 0, Integer.MAX_VALUE), "");
    if (fields.has("name") && !NAME.matcher(name).matches()) {
      fields.problem(Rule.E_FORMAT, "name", "expected 1 to 64 letters, digits and _");
    }
    this.description = Objects.requireNonNullElse(fields.text("description", 0, 1_024), "");
    ConfigFields schema = fields.object("parameters");
    this.parameters = schema == null ? null : schema.node();
    fields.end();
  }

  /**
   * Describes a tool.
   *
   * @param name 1 to 64 letters, digits and underscores, not beginning with a digit
   * @param description when and why to use it, for the model, at most 1,024 characters
   * @param parametersJson a JSON Schema of type object
   * @return the tool
   * @throws IllegalArgumentException if a limit is broken
   * @throws inc.phone.model.PhoneIncException if the schema is not one JSON object
   */
  public static AiTool of(String name, String description, String parametersJson) {
    ObjectNode json = StrictJson.newObject().put("name", name).put("description", description);
    json.set("parameters", JsonText.object(parametersJson));
    return new AiTool(ConfigFields.refusing(json));
  }

  /**
   * The name the model calls.
   *
   * @return the name
   */
  public String name() {
    return name;
  }

  /**
   * When and why to use it.
   *
   * @return text for the model
   */
  public String description() {
    return description;
  }

  /**
   * What it takes.
   *
   * @return a JSON Schema of type object; one without properties if nothing was written
   */
  public String parametersJson() {
    return parameters == null
        ? "{\"type\":\"object\",\"properties\":{}}"
        : new String(StrictJson.write(parameters), StandardCharsets.UTF_8);
  }

  /** Tells whether the parameters look like a schema of an object. */
  boolean hasObjectSchema() {
    if (parameters == null) {
      return true;
    }
    JsonNode properties = parameters.path("properties");
    JsonNode required = parameters.path("required");
    return parameters.path("type").asText().equals("object")
        && (properties.isMissingNode() || allObjects(properties))
        && (required.isMissingNode() || required.isArray());
  }

  private static boolean allObjects(JsonNode properties) {
    for (JsonNode property : properties) {
      if (!property.isObject()) {
        return false;
      }
    }
    return properties.isObject();
  }
}
