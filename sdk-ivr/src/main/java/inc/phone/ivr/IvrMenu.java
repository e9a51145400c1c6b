package inc.phone.ivr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.StrictJson;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A greeting and a choice.
 *
 * <p>A menu does not know its id: that is its name in {@link IvrConfig#menus()}. Immutable and
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class IvrMenu extends ConfigPart {
  private static final int MAX_BRANCHES = 12;
  private static final AttemptLimit NO_INPUT = AttemptLimit.unwritten(2);
  private static final AttemptLimit INVALID = AttemptLimit.unwritten(3);

  private final Localized<Prompt> greeting;
  private final Localized<Prompt> reprompt;
  private final InputSettings input;
  private final List<IvrBranch> branches;
  private final AttemptLimit noInput;
  private final AttemptLimit invalid;

  IvrMenu(ConfigFields fields) {
    super(fields.node());
    fields.require("greeting");
    fields.require("branches");
    this.greeting = fields.prompts("greeting");
    this.reprompt = fields.prompts("reprompt");
    ConfigFields inputFields = fields.object("input");
    this.input = inputFields == null ? InputSettings.DEFAULT : new InputSettings(inputFields);
    this.branches = fields.list("branches", MAX_BRANCHES, IvrBranch::new);
    if (branches.isEmpty()) {
      fields.problem(Rule.E_NO_BRANCH, "branches", "there is no key to press");
    }
    this.noInput = attempts(fields, "no_input", NO_INPUT);
    this.invalid = attempts(fields, "invalid", INVALID);
    fields.end();
  }

  private static AttemptLimit attempts(ConfigFields fields, String name, AttemptLimit unwritten) {
    ConfigFields attempts = fields.object(name);
    if (attempts == null) {
      return unwritten;
    }
    attempts.require("then");
    return new AttemptLimit(attempts, unwritten.max());
  }

  /**
   * Starts a menu.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder(StrictJson.newObject());
  }

  /**
   * Starts a menu that is like this one.
   *
   * @return a builder
   */
  public Builder toBuilder() {
    return new Builder(json().deepCopy());
  }

  /**
   * What the caller hears on entering.
   *
   * @return the greeting by language
   */
  public Localized<Prompt> greeting() {
    return greeting;
  }

  /**
   * What the caller hears when asked again.
   *
   * @return the reprompt by language, by default the greeting
   */
  public Localized<Prompt> reprompt() {
    return reprompt.isEmpty() ? greeting : reprompt;
  }

  /** The reprompt as it is written, perhaps empty. */
  Localized<Prompt> ownReprompt() {
    return reprompt;
  }

  /**
   * How the menu listens.
   *
   * @return the settings
   */
  public InputSettings input() {
    return input;
  }

  /**
   * The choices.
   *
   * @return all of them in the order they were written, those switched off too
   */
  public List<IvrBranch> branches() {
    return branches;
  }

  /**
   * The choice that a caller makes with these keys.
   *
   * @param digits what was pressed
   * @return the first enabled branch with exactly these keys
   */
  public Optional<IvrBranch> branch(String digits) {
    for (IvrBranch branch : branches) {
      if (branch.enabled() && !digits.isEmpty() && branch.digit().equals(digits)) {
        return Optional.of(branch);
      }
    }
    return Optional.empty();
  }

  /**
   * What silence leads to.
   *
   * @return by default two attempts, then a voicemail
   */
  public AttemptLimit noInput() {
    return noInput;
  }

  /**
   * What keys without a branch lead to.
   *
   * @return by default three attempts, then a voicemail
   */
  public AttemptLimit invalid() {
    return invalid;
  }

  /**
   * Puts a menu together. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {
    private final ObjectNode json;

    private Builder(ObjectNode json) {
      this.json = json;
    }

    /**
     * Greets in one language.
     *
     * @param locale a language tag
     * @param text what the caller hears
     * @return this
     */
    public Builder greeting(String locale, String text) {
      return greeting(locale, Prompt.say(text));
    }

    /**
     * Greets in one language.
     *
     * @param locale a language tag
     * @param prompt what the caller hears
     * @return this
     */
    public Builder greeting(String locale, Prompt prompt) {
      json.withObjectProperty("greeting").set(locale, prompt.json());
      return this;
    }

    /**
     * Asks again in one language, shorter than the greeting.
     *
     * @param locale a language tag
     * @param text what the caller hears
     * @return this
     */
    public Builder reprompt(String locale, String text) {
      json.withObjectProperty("reprompt").set(locale, Prompt.say(text).json());
      return this;
    }

    /**
     * Waits for keys.
     *
     * @param firstDigit 1 to 60 seconds, default 5
     * @param interDigit half a second to 10 seconds, default 2
     * @return this
     */
    public Builder timeouts(Duration firstDigit, Duration interDigit) {
      ObjectNode input = json.withObjectProperty("input");
      input.set("first_digit_timeout_ms", JsonText.number(firstDigit.toMillis()));
      input.set("inter_digit_timeout_ms", JsonText.number(interDigit.toMillis()));
      return this;
    }

    /**
     * Allows keys of several digits.
     *
     * @param maxDigits 1 to 6, default 1
     * @return this
     */
    public Builder maxDigits(int maxDigits) {
      json.withObjectProperty("input").put("max_digits", maxDigits);
      return this;
    }

    /**
     * Ends an answer early.
     *
     * @param terminator {@code #}, {@code *} or empty (default) for none
     * @return this
     */
    public Builder terminator(String terminator) {
      json.withObjectProperty("input").put("terminator", terminator);
      return this;
    }

    /**
     * Lets callers interrupt the prompt, or not.
     *
     * @param bargeIn default true
     * @return this
     */
    public Builder bargeIn(boolean bargeIn) {
      json.withObjectProperty("input").put("barge_in", bargeIn);
      return this;
    }

    /**
     * Adds a choice.
     *
     * @param branch the branch
     * @return this
     */
    public Builder branch(IvrBranch branch) {
      json.withArrayProperty("branches").add(branch.json());
      return this;
    }

    /**
     * Adds a choice without a label.
     *
     * @param digit 1 to 6 of 0-9, {@code *} and {@code #}
     * @param action what it does
     * @return this
     */
    public Builder branch(String digit, IvrAction action) {
      return branch(IvrBranch.builder(digit, action).build());
    }

    /**
     * Says what silence leads to.
     *
     * @param max 1 to 10 attempts, default 2
     * @param then what happens after the last one, default a voicemail
     * @return this
     */
    public Builder noInput(int max, IvrAction then) {
      return attempts("no_input", max, then);
    }

    /**
     * Says what keys without a branch lead to.
     *
     * @param max 1 to 10 attempts, default 3
     * @param then what happens after the last one, default a voicemail
     * @return this
     */
    public Builder invalid(int max, IvrAction then) {
      return attempts("invalid", max, then);
    }

    private Builder attempts(String name, int max, IvrAction then) {
      json.withObjectProperty(name).put("max", max).set("then", then.json());
      return this;
    }

    /**
     * Ends the building.
     *
     * @return the menu
     * @throws IllegalArgumentException if a greeting or every branch is missing, or a limit is
     *     broken
     */
    public IvrMenu build() {
      return new IvrMenu(ConfigFields.refusing(json.deepCopy()));
    }
  }
}
