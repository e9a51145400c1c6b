package inc.phone.ivr.agent;

import inc.phone.internal.json.JsonFields;
import inc.phone.internal.json.UnreadableJsonException;
import java.util.Optional;

/**
 * One wish of an agent. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ToolCall {
  private final AiHandoff handoff;
  private final String tool;
  private final JsonFields arguments;

  ToolCall(AiHandoff handoff, String tool, JsonFields arguments) {
    this.handoff = handoff;
    this.tool = tool;
    this.arguments = arguments;
  }

  /**
   * The conversation it is made in.
   *
   * @return the hand-off
   */
  public AiHandoff handoff() {
    return handoff;
  }

  /**
   * The tool.
   *
   * @return its name
   */
  public String tool() {
    return tool;
  }

  /**
   * A text among the arguments.
   *
   * @param name the argument
   * @return the text; empty if it is missing or something else
   */
  public Optional<String> text(String name) {
    try {
      return Optional.ofNullable(arguments.text(name));
    } catch (UnreadableJsonException e) {
      return Optional.empty();
    }
  }

  /**
   * A whole number among the arguments.
   *
   * @param name the argument
   * @return the number; empty if it is missing or something else
   */
  public Optional<Long> integer(String name) {
    try {
      return Optional.ofNullable(arguments.integer(name));
    } catch (UnreadableJsonException e) {
      return Optional.empty();
    }
  }

  /**
   * All arguments.
   *
   * @return a JSON object
   */
  public String argumentsJson() {
    return arguments.node().toString();
  }

  /** Without the arguments. */
  @Override
  public String toString() {
    return "ToolCall[" + tool + ", " + handoff + "]";
  }
}
