package inc.phone.ivr.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What came of a tool call. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ToolResult {
  /**
   * What can come of it.
   *
   * @since 0.1.0
   */
  public enum Status {
    /** It was done. */
    OK,
    /** The configuration does not offer the tool in this conversation. */
    NOT_OFFERED,
    /** The host has no such tool. */
    NOT_BOUND,
    /** The arguments are no JSON object, too long, or lack something. */
    BAD_ARGUMENTS,
    /** The tool failed, or its answer was no JSON or too long. */
    FAILED
  }

  private final Status status;
  private final @Nullable JsonNode value;

  ToolResult(Status status, @Nullable JsonNode value) {
    this.status = status;
    this.value = value;
  }

  /**
   * What came of it.
   *
   * @return the status
   */
  public Status status() {
    return status;
  }

  /**
   * The answer to the model.
   *
   * @return {@code {"ok":true,"result":…}} or {@code {"ok":false,"error":"failed"}}, where the
   *     error is the status in lower case and nothing more
   */
  public String toJson() {
    ObjectNode json = StrictJson.newObject().put("ok", status == Status.OK);
    if (value == null) {
      json.put("error", status.name().toLowerCase(Locale.ROOT));
    } else {
      json.set("result", value);
    }
    return new String(StrictJson.write(json), StandardCharsets.UTF_8);
  }

  /** Without the answer. */
  @Override
  public String toString() {
    return "ToolResult[" + status + "]";
  }
}
