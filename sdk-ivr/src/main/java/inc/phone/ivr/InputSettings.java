package inc.phone.ivr;

import inc.phone.internal.json.StrictJson;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a menu listens for keys.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class InputSettings extends ConfigPart {
  static final InputSettings DEFAULT =
      new InputSettings(ConfigFields.refusing(StrictJson.newObject()));

  private static final Set<String> TERMINATORS = Set.of("", "#", "*");

  private final Duration firstDigitTimeout;
  private final Duration interDigitTimeout;
  private final int maxDigits;
  private final String terminator;
  private final boolean bargeIn;

  InputSettings(ConfigFields fields) {
    super(fields.node());
    this.firstDigitTimeout = millis(fields.integer("first_digit_timeout_ms", 1_000, 60_000), 5_000);
    this.interDigitTimeout = millis(fields.integer("inter_digit_timeout_ms", 500, 10_000), 2_000);
    this.maxDigits = Objects.requireNonNullElse(fields.integer("max_digits", 1, 6), 1);
    this.terminator = terminator(fields);
    this.bargeIn = fields.bool("barge_in", true);
    fields.end();
  }

  private static Duration millis(@Nullable Integer millis, int otherwise) {
    return Duration.ofMillis(millis == null ? otherwise : millis);
  }

  private static String terminator(ConfigFields fields) {
    String terminator = fields.text("terminator", 0, Integer.MAX_VALUE);
    if (terminator == null || TERMINATORS.contains(terminator)) {
      return Objects.requireNonNullElse(terminator, "");
    }
    fields.problem(Rule.E_FORMAT, "terminator", "expected #, * or an empty text");
    return "";
  }

  /**
   * How long the menu waits for the first key after its prompt.
   *
   * @return 1 to 60 seconds, default 5
   */
  public Duration firstDigitTimeout() {
    return firstDigitTimeout;
  }

  /**
   * How long it waits for one more key when there may be one.
   *
   * @return half a second to 10 seconds, default 2
   */
  public Duration interDigitTimeout() {
    return interDigitTimeout;
  }

  /**
   * How many keys make an answer at most.
   *
   * @return 1 to 6, default 1
   */
  public int maxDigits() {
    return maxDigits;
  }

  /**
   * The key that ends an answer early.
   *
   * @return {@code #}, {@code *}, or empty (default) for none
   */
  public String terminator() {
    return terminator;
  }

  /**
   * Tells whether keys count while the prompt is playing.
   *
   * @return true by default
   */
  public boolean bargeIn() {
    return bargeIn;
  }
}
