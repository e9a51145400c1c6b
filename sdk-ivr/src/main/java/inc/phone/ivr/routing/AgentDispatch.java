package inc.phone.ivr.routing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which agent takes a call, and what it is told: field for field what LiveKit's {@code
 * RoomAgentDispatch} takes (documented by LiveKit; its {@code attributes} since June 2026).
 *
 * <p>Immutable and thread-safe; {@link #toString()} shows no number.
 *
 * @since 0.1.0
 */
public final class AgentDispatch {
  private final String agentName;
  private final String metadata;
  private final Map<String, String> attributes;

  /**
   * Makes a dispatch.
   *
   * @param agentName the agent
   * @param metadata any text, usually a JSON object
   * @param attributes names and texts; copied
   */
  public AgentDispatch(String agentName, String metadata, Map<String, String> attributes) {
    this.agentName = Objects.requireNonNull(agentName, "agentName");
    this.metadata = Objects.requireNonNull(metadata, "metadata");
    this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  /**
   * The agent.
   *
   * @return its name
   */
  public String agentName() {
    return agentName;
  }

  /**
   * What the agent reads as {@code ctx.job.metadata}: a string, which holds a JSON object.
   *
   * @return the string
   */
  public String metadata() {
    return metadata;
  }

  /**
   * What the agent's participant is marked with.
   *
   * @return an immutable map
   */
  public Map<String, String> attributes() {
    return attributes;
  }

  /**
   * The answer to a bridge, or a part of LiveKit's requests.
   *
   * @return {@code {"agent_name", "metadata", "attributes"}}, the metadata as a string
   */
  public String toJson() {
    ObjectNode json = StrictJson.newObject().put("agent_name", agentName).put("metadata", metadata);
    ObjectNode marks = json.putObject("attributes");
    attributes.forEach(marks::put);
    return new String(StrictJson.write(json), StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AgentDispatch that
        && agentName.equals(that.agentName)
        && metadata.equals(that.metadata)
        && attributes.equals(that.attributes);
  }

  @Override
  public int hashCode() {
    return Objects.hash(agentName, metadata, attributes);
  }

  @Override
  public String toString() {
    return "AgentDispatch[" + agentName + "]";
  }
}
