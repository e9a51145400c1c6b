package inc.phone.ivr.agent;

import com.fasterxml.jackson.databind.JsonNode;
import inc.phone.internal.json.JsonFields;
import inc.phone.internal.json.StrictJson;
import inc.phone.internal.json.UnreadableJsonException;
import inc.phone.ivr.AiTool;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Binds the names of tools in a configuration to functions of the host.
 *
 * <p>Give {@link #names} to {@link inc.phone.ivr.ValidationContext.Builder#tools}, and no
 * configuration goes live that offers a tool nobody has bound. Immutable and thread-safe; owns no
 * threads and sets no time limit: a tool that may hang should have its own.
 *
 * @since 0.1.0
 */
public final class ToolRegistry {
  private static final Logger LOG = LoggerFactory.getLogger(ToolRegistry.class);
  private static final int MAX_RESULT_LENGTH = 64 * 1024;

  private final Map<String, Tool> tools;
  private final ToolAudit audit;
  private final Clock clock;

  private ToolRegistry(Builder builder) {
    this.tools = Map.copyOf(builder.tools);
    this.audit = builder.audit;
    this.clock = builder.clock;
  }

  /**
   * Starts a registry.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The tools the host has.
   *
   * @return their names
   */
  public Set<String> names() {
    return tools.keySet();
  }

  /**
   * Runs a tool for an agent. Never throws for what an agent asks or a tool does.
   *
   * @param handoff the conversation; only tools it offers are run
   * @param tool the name the agent asks for
   * @param argumentsJson the arguments as the model wrote them, at most 16 KiB
   * @return the answer to the model
   */
  public ToolResult call(AiHandoff handoff, String tool, String argumentsJson) {
    Instant began = clock.instant();
    ToolResult result = run(handoff, tool, argumentsJson);
    Duration took = Duration.between(began, clock.instant());
    try {
      audit.called(handoff, tool, result.status(), began, took);
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).addKeyValue("call_id", handoff.callId()).log("tool audit failed");
    }
    return result;
  }

  private ToolResult run(AiHandoff handoff, String name, String argumentsJson) {
    Optional<AiTool> offered =
        handoff.tools().stream().filter(tool -> tool.name().equals(name)).findFirst();
    if (offered.isEmpty()) {
      return new ToolResult(ToolResult.Status.NOT_OFFERED, null);
    }
    Tool tool = tools.get(name);
    if (tool == null) {
      return new ToolResult(ToolResult.Status.NOT_BOUND, null);
    }
    JsonFields arguments = Arguments.read(argumentsJson, offered.get().parametersJson());
    if (arguments == null) {
      return new ToolResult(ToolResult.Status.BAD_ARGUMENTS, null);
    }
    return run(tool, new ToolCall(handoff, name, arguments));
  }

  @SuppressWarnings("InterruptedExceptionSwallowed") // the flag is set again
  private static ToolResult run(Tool tool, ToolCall call) {
    try {
      String json = tool.run(call);
      if (json.length() <= MAX_RESULT_LENGTH) {
        JsonNode value = StrictJson.read(json.getBytes(StandardCharsets.UTF_8));
        return new ToolResult(ToolResult.Status.OK, value);
      }
      warn(call, "tool's answer is too long");
    } catch (UnreadableJsonException e) {
      warn(call, "tool's answer is not JSON");
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      // The class only: the message may quote what the caller said.
      warn(call, "tool failed with " + e.getClass().getName());
    }
    return new ToolResult(ToolResult.Status.FAILED, null);
  }

  private static void warn(ToolCall call, String message) {
    LOG.atWarn()
        .addKeyValue("tool", call.tool())
        .addKeyValue("call_id", call.handoff().callId())
        .log(message);
  }

  /**
   * Puts a registry together. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]{0,63}");

    private final Map<String, Tool> tools = new HashMap<>();
    private ToolAudit audit = (handoff, tool, status, began, took) -> {};
    private Clock clock = Clock.systemUTC();

    private Builder() {}

    /**
     * Binds a tool.
     *
     * @param name 1 to 64 letters, digits and underscores, not beginning with a digit
     * @param tool what it does
     * @return this
     * @throws IllegalArgumentException if the name is anything else or already bound
     */
    public Builder tool(String name, Tool tool) {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException(
            "a tool's name must be 1 to 64 letters, digits and _, was '" + name + "'");
      }
      if (tools.putIfAbsent(name, Objects.requireNonNull(tool, "tool")) != null) {
        throw new IllegalArgumentException("tool " + name + " is already bound");
      }
      return this;
    }

    /**
     * Listens to every call.
     *
     * @param audit default is nobody
     * @return this
     */
    public Builder audit(ToolAudit audit) {
      this.audit = Objects.requireNonNull(audit, "audit");
      return this;
    }

    /**
     * Tells the audit when, and how long.
     *
     * @param clock default the system's
     * @return this
     */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Ends the building.
     *
     * @return the registry
     */
    public ToolRegistry build() {
      return new ToolRegistry(this);
    }
  }
}
