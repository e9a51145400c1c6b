package inc.phone.ivr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.StrictJson;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Hands the caller to an assistant that speaks.
 *
 * <p>This only says what the assistant is told and what it may ask for. The assistant itself runs
 * at the vendor or in the host's agent. Standing: a preview of the vendor; the shape is ours.
 *
 * @since 0.1.0
 */
public final class AiReceptionistAction extends IvrAction {
  /** The name of this kind. */
  public static final String TYPE = "ai_receptionist";

  private static final int MAX_PROMPT_LENGTH = 16_384;
  private static final int MAX_TOOLS = 64;
  private static final int DEFAULT_DURATION_SECONDS = 600;
  private static final int DEFAULT_SILENCE_SECONDS = 20;

  private final @Nullable String agent;
  private final Localized<String> prompt;
  private final Localized<Prompt> firstMessage;
  private final List<AiTool> tools;
  private final List<String> context;
  private final boolean limited;
  private final Duration maxDuration;
  private final Duration silenceTimeout;
  private final List<AiHandoffRule> handoffs;
  private final IvrAction fallback;

  AiReceptionistAction(ConfigFields fields) {
    super(TYPE, fields);
    fields.require("fallback");
    this.agent = fields.text("agent", 0, 128);
    this.prompt = fields.texts("prompt", "prompt", MAX_PROMPT_LENGTH);
    this.firstMessage = fields.prompts("first_message");
    this.tools = fields.list("tools", MAX_TOOLS, AiTool::new);
    this.context = fields.texts("context", Integer.MAX_VALUE);
    ConfigFields limits = fields.object("limits");
    Integer duration = limits == null ? null : limits.integer("max_duration_secs", 10, 3_600);
    Integer silence = limits == null ? null : limits.integer("silence_timeout_secs", 3, 120);
    if (limits != null) {
      limits.end();
    }
    this.limited = duration != null;
    this.maxDuration = Duration.ofSeconds(duration == null ? DEFAULT_DURATION_SECONDS : duration);
    this.silenceTimeout = Duration.ofSeconds(silence == null ? DEFAULT_SILENCE_SECONDS : silence);
    this.handoffs = fields.list("handoffs", Integer.MAX_VALUE, AiHandoffRule::new);
    this.fallback = Objects.requireNonNullElse(fields.action("fallback"), VoicemailAction.DEFAULT);
  }

  /**
   * Which agent takes the call.
   *
   * @return a name the host or the media server knows; empty for the host's default
   */
  public Optional<String> agent() {
    return Optional.ofNullable(agent);
  }

  /**
   * What the assistant is told.
   *
   * @return instructions by language
   */
  public Localized<String> prompt() {
    return prompt;
  }

  /**
   * What the caller hears first.
   *
   * @return the message; empty if the assistant chooses its own
   */
  public Localized<Prompt> firstMessage() {
    return firstMessage;
  }

  /**
   * What the assistant may ask the host to do.
   *
   * @return at most 64 tools
   */
  public List<AiTool> tools() {
    return tools;
  }

  /**
   * What the assistant may be told about the caller: an allow-list.
   *
   * @return names such as {@code caller}, {@code customer}, {@code recent_orders}
   */
  public List<String> context() {
    return context;
  }

  /** Tells whether the configuration itself limits the conversation. */
  boolean isLimited() {
    return limited;
  }

  /**
   * The longest conversation.
   *
   * @return 10 seconds to an hour, default ten minutes
   */
  public Duration maxDuration() {
    return maxDuration;
  }

  /**
   * How long the caller may be silent.
   *
   * @return 3 to 120 seconds, default 20
   */
  public Duration silenceTimeout() {
    return silenceTimeout;
  }

  /**
   * When the assistant hands the caller on.
   *
   * @return the rules, often one: to a person
   */
  public List<AiHandoffRule> handoffs() {
    return handoffs;
  }

  /**
   * What happens when the assistant cannot be reached, fails or runs out of time.
   *
   * @return the action; a voicemail if the configuration says nothing, which is an error
   */
  public IvrAction fallback() {
    return fallback;
  }

  @Override
  public <R> R accept(ActionVisitor<R> visitor) {
    return visitor.aiReceptionist(this);
  }

  /**
   * Puts an assistant together. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {
    private final ObjectNode json = StrictJson.newObject().put("type", TYPE);

    Builder() {}

    /**
     * Names the agent.
     *
     * @param agent at most 128 characters
     * @return this
     */
    public Builder agent(String agent) {
      json.put("agent", agent);
      return this;
    }

    /**
     * Tells the assistant what to do, in one language.
     *
     * @param locale a language tag
     * @param text 1 to 16,384 characters
     * @return this
     */
    public Builder prompt(String locale, String text) {
      json.withObjectProperty("prompt").put(locale, text);
      return this;
    }

    /**
     * Says something first, in one language.
     *
     * @param locale a language tag
     * @param text what the caller hears
     * @return this
     */
    public Builder firstMessage(String locale, String text) {
      json.withObjectProperty("first_message").set(locale, Prompt.say(text).json());
      return this;
    }

    /**
     * Adds a tool.
     *
     * @param tool the tool
     * @return this
     */
    public Builder tool(AiTool tool) {
      json.withArrayProperty("tools").add(tool.json());
      return this;
    }

    /**
     * Allows context.
     *
     * @param names what the assistant may be told, in place of what was allowed before
     * @return this
     */
    public Builder context(String... names) {
      json.set("context", texts(List.of(names)));
      return this;
    }

    /**
     * Limits the conversation.
     *
     * @param maxDuration 10 seconds to an hour, default ten minutes
     * @param silenceTimeout 3 to 120 seconds, default 20
     * @return this
     */
    public Builder limits(Duration maxDuration, Duration silenceTimeout) {
      ObjectNode limits = json.withObjectProperty("limits");
      limits.set("max_duration_secs", JsonText.number(maxDuration.toSeconds()));
      limits.set("silence_timeout_secs", JsonText.number(silenceTimeout.toSeconds()));
      return this;
    }

    /**
     * Adds a hand-off.
     *
     * @param id its name, unique within this assistant
     * @param condition when it happens, for the model
     * @param action what happens then
     * @return this
     */
    public Builder handoff(String id, String condition, IvrAction action) {
      json.withArrayProperty("handoffs")
          .addObject()
          .put("id", id)
          .put("when", condition)
          .set("action", action.json());
      return this;
    }

    /**
     * Ends the building.
     *
     * @param fallback what happens when the assistant cannot be reached, fails or runs out of time
     * @return the action
     * @throws IllegalArgumentException if a text or number breaks a limit
     */
    public IvrAction orElse(IvrAction fallback) {
      ObjectNode copy = json.deepCopy();
      copy.set("fallback", fallback.json());
      return read(ConfigFields.refusing(copy));
    }
  }
}
