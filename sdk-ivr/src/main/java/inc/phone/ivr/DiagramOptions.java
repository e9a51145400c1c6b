package inc.phone.ivr;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a diagram is drawn. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class DiagramOptions {
  private static final DiagramOptions DEFAULT = builder().build();

  private final @Nullable String locale;
  private final boolean leftToRight;
  private final boolean numbersMasked;
  private final boolean promptsShown;
  private final Map<String, Long> counts;
  private final @Nullable ValidationReport report;

  private DiagramOptions(Builder builder) {
    this.locale = builder.locale;
    this.leftToRight = builder.leftToRight;
    this.numbersMasked = builder.numbersMasked;
    this.promptsShown = builder.promptsShown;
    this.counts = Map.copyOf(builder.counts);
    this.report = builder.report;
  }

  static DiagramOptions standard() {
    return DEFAULT;
  }

  /**
   * Starts options.
   *
   * @return a builder with every default set
   */
  public static Builder builder() {
    return new Builder();
  }

  Optional<String> locale() {
    return Optional.ofNullable(locale);
  }

  boolean leftToRight() {
    return leftToRight;
  }

  boolean numbersMasked() {
    return numbersMasked;
  }

  boolean promptsShown() {
    return promptsShown;
  }

  Map<String, Long> counts() {
    return counts;
  }

  Optional<ValidationReport> report() {
    return Optional.ofNullable(report);
  }

  /**
   * Puts options together. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {
    private @Nullable String locale;
    private boolean leftToRight;
    private boolean numbersMasked = true;
    private boolean promptsShown = true;
    private Map<String, Long> counts = Map.of();
    private @Nullable ValidationReport report;

    private Builder() {}

    /**
     * Chooses the language of labels and prompts.
     *
     * @param tag a language tag; default is the configuration's
     * @return this
     */
    public Builder locale(String tag) {
      this.locale = tag;
      return this;
    }

    /**
     * Draws from left to right.
     *
     * @param leftToRight default false, from top to bottom; the text tree has no direction
     * @return this
     */
    public Builder leftToRight(boolean leftToRight) {
      this.leftToRight = leftToRight;
      return this;
    }

    /**
     * Masks phone numbers.
     *
     * @param masked default true
     * @return this
     */
    public Builder maskNumbers(boolean masked) {
      this.numbersMasked = masked;
      return this;
    }

    /**
     * Shows the beginning of greetings.
     *
     * @param shown default true
     * @return this
     */
    public Builder showPrompts(boolean shown) {
      this.promptsShown = shown;
      return this;
    }

    /**
     * Writes on each branch how many callers chose it.
     *
     * @param countsByBranchId calls by branch id; branches without a count show none
     * @return this
     */
    public Builder counts(Map<String, Long> countsByBranchId) {
      this.counts = Map.copyOf(countsByBranchId);
      return this;
    }

    /**
     * Marks the places that have errors or warnings.
     *
     * @param report what was found in the same configuration
     * @return this
     */
    public Builder issues(ValidationReport report) {
      this.report = report;
      return this;
    }

    /**
     * Ends the building.
     *
     * @return the options
     */
    public DiagramOptions build() {
      return new DiagramOptions(this);
    }
  }
}
