package inc.phone.ivr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.StrictJson;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One choice of a menu: a key and what it does.
 *
 * <p>The id is what lists and statistics go by, since digits are reshuffled and labels reworded.
 * Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class IvrBranch extends ConfigPart {
  private static final Pattern DIGIT = Pattern.compile("[0-9*#]{1,6}");

  private final String digit;
  private final String id;
  private final @Nullable String topic;
  private final Localized<String> label;
  private final boolean enabled;
  private final IvrAction action;

  IvrBranch(ConfigFields fields) {
    super(fields.node());
    fields.require("digit");
    fields.require("action");
    this.digit = digit(fields);
    this.id = Objects.requireNonNullElse(fields.slug("id"), "");
    this.topic = fields.text("topic", 0, 64);
    this.label = fields.texts("label", "label", 16_384);
    this.enabled = fields.bool("enabled", true);
    this.action = Objects.requireNonNullElse(fields.action("action"), VoicemailAction.DEFAULT);
    fields.end();
  }

  /** A key that nobody can press is treated as absent, a number as the text it should be. */
  private static String digit(ConfigFields fields) {
    JsonNode number = fields.node().path("digit");
    String digit = fields.text("digit", 0, Integer.MAX_VALUE);
    if (digit == null) {
      digit = number.isIntegralNumber() ? number.asText() : "";
    } else if (!DIGIT.matcher(digit).matches()) {
      fields.problem(Rule.E_FORMAT, "digit", "expected 1 to 6 of 0-9, * and #");
    }
    return DIGIT.matcher(digit).matches() ? digit : "";
  }

  /**
   * Starts a branch.
   *
   * @param digit 1 to 6 of 0-9, {@code *} and {@code #}
   * @param action what it does
   * @return a builder
   */
  public static Builder builder(String digit, IvrAction action) {
    return new Builder(digit, action);
  }

  /**
   * The key or keys.
   *
   * @return 1 to 6 of 0-9, {@code *} and {@code #}; empty only in a configuration with errors, and
   *     then nobody can choose it
   */
  public String digit() {
    return digit;
  }

  /**
   * The stable name.
   *
   * @return the id, unique within a configuration without errors
   */
  public String id() {
    return id;
  }

  /**
   * What it is about, for routing and lists.
   *
   * @return the topic, often equal to the id
   */
  public Optional<String> topic() {
    return Optional.ofNullable(topic);
  }

  /**
   * What people who work with the menu call it.
   *
   * @return the label by language, may be empty
   */
  public Localized<String> label() {
    return label;
  }

  /**
   * Tells whether callers can choose it.
   *
   * @return true by default
   */
  public boolean enabled() {
    return enabled;
  }

  /**
   * What it does.
   *
   * @return the action
   */
  public IvrAction action() {
    return action;
  }

  /** The kind, the id and the key. */
  @Override
  public String toString() {
    return "IvrBranch[" + id + ", digit=" + digit + "]";
  }

  /**
   * Puts a branch together. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {
    private final ObjectNode json = StrictJson.newObject();

    private Builder(String digit, IvrAction action) {
      json.put("digit", digit).set("action", action.json());
    }

    /**
     * Names it for ever.
     *
     * @param id 1 to 64 of a-z, 0-9, - and _; default is made from the key
     * @return this
     */
    public Builder id(String id) {
      json.put("id", id);
      return this;
    }

    /**
     * Says what it is about.
     *
     * @param topic at most 64 characters
     * @return this
     */
    public Builder topic(String topic) {
      json.put("topic", topic);
      return this;
    }

    /**
     * Labels it in one language.
     *
     * @param locale a language tag
     * @param text the label
     * @return this
     */
    public Builder label(String locale, String text) {
      json.withObjectProperty("label").put(locale, text);
      return this;
    }

    /**
     * Switches it on or off.
     *
     * @param enabled false to keep it without offering it; default true
     * @return this
     */
    public Builder enabled(boolean enabled) {
      json.put("enabled", enabled);
      return this;
    }

    /**
     * Ends the building.
     *
     * @return the branch
     * @throws IllegalArgumentException if a text breaks a limit
     */
    public IvrBranch build() {
      return new IvrBranch(ConfigFields.refusing(json.deepCopy()));
    }
  }
}
