package inc.phone.ivr.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.StorableText;
import inc.phone.internal.json.StrictJson;
import inc.phone.ivr.AiHandoffRule;
import inc.phone.ivr.AiReceptionistAction;
import inc.phone.ivr.AiTool;
import inc.phone.ivr.IvrConfig;
import inc.phone.ivr.Prompt;
import inc.phone.ivr.flow.FlowState;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an agent is told when it takes a call from the menu.
 *
 * <p>{@link #agentName}, {@link #toMetadataJson} and {@link #toAttributes} are the three fields of
 * a media server's agent dispatch. The names inside the metadata are ours. Immutable and
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class AiHandoff {
  /** Most bytes of {@link #toMetadataJson}. */
  public static final int MAX_METADATA_BYTES = 16 * 1024;

  /** What can be left out if all is too long, the dispensable first. */
  private static final List<String> OPTIONAL =
      List.of("context", "tools", "first_message", "handoffs", "prompt");

  private static final int MAX_TAG_LENGTH = 64;

  private final AiReceptionistAction action;
  private final String callId;
  private final String configId;
  private final long revision;
  private final @Nullable String branchId;
  private final String locale;
  private final String defaultLocale;
  private final Map<String, String> context;

  private AiHandoff(Builder builder, String callId) {
    this.action = builder.action;
    this.callId = callId;
    this.configId = builder.config.id();
    this.revision = builder.state.revision();
    this.branchId = builder.state.branchId().orElse(null);
    this.locale = builder.state.locale();
    this.defaultLocale = builder.config.defaultLocale();
    this.context = Collections.unmodifiableMap(new LinkedHashMap<>(builder.context));
  }

  /**
   * Starts the hand-off of a call that waits for an assistant.
   *
   * @param config the configuration the call goes by
   * @param state where the call is
   * @return a builder
   * @throws IllegalArgumentException if the call does not wait for an assistant
   */
  public static Builder builder(IvrConfig config, FlowState state) {
    if (state.action().orElse(null) instanceof AiReceptionistAction action
        && state.waiting() == FlowState.Waiting.ASSISTANT) {
      return new Builder(config, state, action);
    }
    throw new IllegalArgumentException("the call does not wait for an assistant: " + state);
  }

  /**
   * Which agent takes the call.
   *
   * @return its name; empty for the host's default
   */
  public Optional<String> agentName() {
    return action.agent();
  }

  /**
   * The call.
   *
   * @return its id
   */
  public String callId() {
    return callId;
  }

  /**
   * The revision of the configuration the call goes by.
   *
   * @return its number
   */
  public long revision() {
    return revision;
  }

  /**
   * The branch that led here.
   *
   * @return its stable id; empty if no key was pressed
   */
  public Optional<String> branchId() {
    return Optional.ofNullable(branchId);
  }

  /**
   * What the agent is told, in the caller's language.
   *
   * @return the instructions; empty if the configuration has none
   */
  public Optional<String> prompt() {
    return action.prompt().resolve(locale, defaultLocale);
  }

  /**
   * What the caller hears first, in the caller's language.
   *
   * @return the message; empty if the agent chooses its own
   */
  public Optional<Prompt> firstMessage() {
    return action.firstMessage().resolve(locale, defaultLocale);
  }

  /**
   * What the agent may ask for.
   *
   * @return the tools of this conversation
   */
  public List<AiTool> tools() {
    return action.tools();
  }

  /**
   * When the agent hands the caller on.
   *
   * @return the rules
   */
  public List<AiHandoffRule> handoffs() {
    return action.handoffs();
  }

  /**
   * What the agent may know about the caller.
   *
   * @return only what the configuration allows
   */
  public Map<String, String> context() {
    return context;
  }

  /**
   * Everything as one string, as a dispatch carries it.
   *
   * @return JSON of at most {@value #MAX_METADATA_BYTES} bytes: {@code call_id, config_id,
   *     revision, branch_id, locale, prompt, first_message, tools, handoffs, limits, context}. What
   *     did not fit is named in {@code omitted}; the agent then asks the host for the revision
   */
  public String toMetadataJson() {
    ObjectNode json = everything();
    byte[] bytes = StrictJson.write(json);
    for (String name : OPTIONAL) {
      if (bytes.length > MAX_METADATA_BYTES && json.remove(name) != null) {
        json.withArrayProperty("omitted").add(name);
        bytes = StrictJson.write(json);
      }
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private ObjectNode everything() {
    ObjectNode json = StrictJson.newObject();
    json.put("call_id", callId).put("config_id", shortened(configId)).put("revision", revision);
    json.put("branch_id", branchId == null ? null : shortened(branchId));
    json.put("locale", shortened(locale));
    json.putObject("limits")
        .put("max_duration_secs", action.maxDuration().toSeconds())
        .put("silence_timeout_secs", action.silenceTimeout().toSeconds());
    prompt().ifPresent(text -> json.put("prompt", text));
    firstMessage().flatMap(Prompt::say).ifPresent(text -> json.put("first_message", text));
    json.set("tools", tools(json));
    ArrayNode handoffs = json.putArray("handoffs");
    for (AiHandoffRule rule : action.handoffs()) {
      handoffs.addObject().put("id", rule.id()).put("when", rule.condition());
    }
    ObjectNode facts = json.putObject("context");
    context.forEach(facts::put);
    return json;
  }

  private JsonNode tools(ObjectNode factory) {
    ArrayNode tools = factory.arrayNode();
    for (AiTool tool : action.tools()) {
      tools
          .addObject()
          .put("name", tool.name())
          .put("description", tool.description())
          .set("parameters", Arguments.parse(tool.parametersJson()));
    }
    return tools;
  }

  /** Ids are short unless the configuration has errors; the metadata is short in any case. */
  private static String shortened(String id) {
    return StorableText.repaired(id.substring(0, Math.min(id.length(), MAX_TAG_LENGTH)));
  }

  /**
   * The few facts that are worth a flat attribute.
   *
   * @return {@code phone.call_id}, {@code phone.config_id}, {@code phone.revision}, {@code
   *     phone.locale} and, if a key was pressed, {@code phone.branch_id}
   */
  public Map<String, String> toAttributes() {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("phone.call_id", callId);
    attributes.put("phone.config_id", shortened(configId));
    attributes.put("phone.revision", Long.toString(revision));
    attributes.put("phone.locale", shortened(locale));
    branchId().ifPresent(id -> attributes.put("phone.branch_id", shortened(id)));
    return Collections.unmodifiableMap(attributes);
  }

  /** Ids only: prompt and context are nobody's business in a log. */
  @Override
  public String toString() {
    return "AiHandoff[call=" + callId + ", branch=" + branchId + ", revision=" + revision + "]";
  }

  /**
   * Puts a hand-off together. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {
    private final IvrConfig config;
    private final FlowState state;
    private final AiReceptionistAction action;
    private final Map<String, String> context = new LinkedHashMap<>();
    private @Nullable String callId;

    private Builder(IvrConfig config, FlowState state, AiReceptionistAction action) {
      this.config = config;
      this.state = state;
      this.action = action;
    }

    /**
     * Names the call.
     *
     * @param callId 1 to 128 printable characters; required
     * @return this
     * @throws IllegalArgumentException if it is anything else
     */
    public Builder callId(String callId) {
      if (!StorableText.isId(callId)) {
        throw new IllegalArgumentException("callId must be 1 to 128 printable characters");
      }
      this.callId = callId;
      return this;
    }

    /**
     * Tells the agent something about the caller, if the configuration allows it; else nothing
     * happens. It is data beside the instructions, whatever it says.
     *
     * @param name such as {@code caller} or {@code recent_orders}
     * @param value any text, JSON for instance
     * @return this
     */
    public Builder context(String name, String value) {
      if (action.context().contains(name)) {
        context.put(name, StorableText.repaired(value));
      }
      return this;
    }

    /**
     * Ends the building.
     *
     * @return the hand-off
     * @throws NullPointerException if there is no call id
     */
    public AiHandoff build() {
      return new AiHandoff(this, Objects.requireNonNull(callId, "callId"));
    }
  }
}
