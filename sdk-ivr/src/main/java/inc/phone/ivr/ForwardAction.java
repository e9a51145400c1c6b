package inc.phone.ivr;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Calls a number and connects the caller.
 *
 * @since 0.1.0
 */
public final class ForwardAction extends IvrAction {
  /** The name of this kind. */
  public static final String TYPE = "forward";

  static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
  private static final int DEFAULT_RING_SECONDS = 25;

  private final String to;
  private final Duration ringTimeout;
  private final boolean showsMainNumber;
  private final @Nullable IvrAction noAnswer;

  ForwardAction(ConfigFields fields) {
    super(TYPE, fields);
    fields.require("to");
    this.to = Objects.requireNonNullElse(fields.text("to", 0, Integer.MAX_VALUE), "");
    if (fields.has("to") && !E164.matcher(to).matches()) {
      fields.problem(Rule.E_FORWARD_FORMAT, "to", "not a number with + and country code");
    }
    Integer seconds = fields.integer("ring_timeout_secs", 5, 120);
    this.ringTimeout = Duration.ofSeconds(seconds == null ? DEFAULT_RING_SECONDS : seconds);
    String callerId = fields.text("caller_id", 0, Integer.MAX_VALUE);
    this.showsMainNumber = "main_number".equals(callerId);
    if (callerId != null && !showsMainNumber && !callerId.equals("caller")) {
      fields.problem(Rule.E_FORMAT, "caller_id", "expected caller or main_number");
    }
    this.noAnswer = fields.action("no_answer");
  }

  /**
   * Whom to call.
   *
   * @return a number in E.164 form; another text, or an empty one, only in a configuration with
   *     errors
   */
  public String to() {
    return to;
  }

  /**
   * How long it rings.
   *
   * @return 5 to 120 seconds, default 25
   */
  public Duration ringTimeout() {
    return ringTimeout;
  }

  /**
   * Which number the called person sees.
   *
   * @return true for the number that was called, false (default) for the caller's
   */
  public boolean showsMainNumber() {
    return showsMainNumber;
  }

  /**
   * What happens when it is busy, not answered or fails.
   *
   * @return the action; if empty, {@code no_input.then} of the menu
   */
  public Optional<IvrAction> noAnswer() {
    return Optional.ofNullable(noAnswer);
  }

  @Override
  public <R> R accept(ActionVisitor<R> visitor) {
    return visitor.forward(this);
  }
}
