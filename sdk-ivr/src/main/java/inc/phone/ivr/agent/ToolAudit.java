package inc.phone.ivr.agent;

import java.time.Duration;
import java.time.Instant;

/**
 * Is told of every tool call, also of those that were refused.
 *
 * <p>Called by {@link ToolRegistry#call} after the tool, on the same thread; what it throws is
 * logged and changes nothing. Neither arguments nor results come here, since they are about people.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ToolAudit {
  /**
   * A tool was called, or was not allowed to.
   *
   * @param handoff the conversation
   * @param tool the name the agent asked for: a tool of the conversation, unless the status is
   *     {@link ToolResult.Status#NOT_OFFERED}; then it may be any text
   * @param status what came of it
   * @param began when it began
   * @param took how long it took by the clock on the wall
   */
  void called(
      AiHandoff handoff, String tool, ToolResult.Status status, Instant began, Duration took);
}
