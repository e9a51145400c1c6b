package inc.phone.ivr;

import java.util.List;
import java.util.Objects;

/**
 * Finds everything that could lose a caller, in one go.
 *
 * <p>The strict validator is for saving: what it calls an error must not go live. The lenient one
 * is for the call path, where a configuration is there and has to be used: it finds the same and
 * calls nothing an error, since {@code IvrFlow} survives all of it. Neither ever throws for a
 * configuration. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class IvrValidator {
  private static final List<Check> CHECKS =
      List.of(
          MenuChecks::check,
          FlowChecks::check,
          TextChecks::check,
          NumberChecks::check,
          HoursChecks::check,
          AiChecks::check);

  private final boolean strict;
  private final ValidationContext context;

  private IvrValidator(boolean strict, ValidationContext context) {
    this.strict = strict;
    this.context = Objects.requireNonNull(context, "context");
  }

  /**
   * For saving, without context.
   *
   * @return a validator
   */
  public static IvrValidator strict() {
    return strict(ValidationContext.nothing());
  }

  /**
   * For saving.
   *
   * @param context what the configuration cannot know
   * @return a validator
   */
  public static IvrValidator strict(ValidationContext context) {
    return new IvrValidator(true, context);
  }

  /**
   * For the call path: errors become warnings.
   *
   * @return a validator
   */
  public static IvrValidator lenient() {
    return new IvrValidator(false, ValidationContext.nothing());
  }

  /**
   * Checks a configuration: the problems of reading it and everything that concerns the whole.
   *
   * @param config the configuration
   * @return the report
   */
  public ValidationReport validate(IvrConfig config) {
    Issues issues = Issues.collecting();
    issues.addAll(config.problems());
    if (!config.menus().isEmpty() && !isUnreadable(config)) {
      CHECKS.forEach(check -> check.run(config, context, issues));
    }
    return new ValidationReport(
        strict ? issues.found() : issues.found().stream().map(IvrValidator::lowered).toList());
  }

  /** Of bytes that were no object, there is nothing more to say. */
  private static boolean isUnreadable(IvrConfig config) {
    return config.problems().stream()
        .anyMatch(
            issue ->
                issue.pointer().isEmpty()
                    && (issue.code().equals(Rule.E_SYNTAX.name())
                        || issue.code().equals(Rule.E_TOO_LARGE.name())
                        || issue.code().equals(Rule.E_TYPE.name())));
  }

  private static ValidationIssue lowered(ValidationIssue issue) {
    return issue.severity() == ValidationIssue.Severity.ERROR
        ? issue.as(ValidationIssue.Severity.WARNING)
        : issue;
  }

  /** One subject. */
  @FunctionalInterface
  private interface Check {
    void run(IvrConfig config, ValidationContext context, Issues issues);
  }
}
