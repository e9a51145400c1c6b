package inc.phone.ivr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Collects what is wrong, up to a limit, or refuses the first error. Errors have a limit of their
 * own: however much else there is, the first error is never lost. Not thread-safe.
 */
final class Issues {
  /** More than anybody reads; a hostile configuration must not make a report larger than itself. */
  static final int MAX_ISSUES = 1_000;

  private final List<ValidationIssue> found = new ArrayList<>();
  private final boolean refusing;
  private int errors;
  private int others;

  private Issues(boolean refusing) {
    this.refusing = refusing;
  }

  /** Collects. */
  static Issues collecting() {
    return new Issues(false);
  }

  /** Throws an {@link IllegalArgumentException} for the first error, for builders. */
  static Issues refusing() {
    return new Issues(true);
  }

  void add(Rule rule, String pointer, String message) {
    add(rule, pointer, message, Map.of());
  }

  void add(Rule rule, String pointer, String message, Map<String, String> params) {
    add(rule.severity(), rule, pointer, message, params);
  }

  void add(
      ValidationIssue.Severity severity,
      Rule rule,
      String pointer,
      String message,
      Map<String, String> params) {
    if (refusing && severity == ValidationIssue.Severity.ERROR) {
      throw new IllegalArgumentException(rule + " at " + pointer + ": " + message);
    }
    add(new ValidationIssue(rule.name(), severity, pointer, message, rule.hint(), params));
  }

  void addAll(List<ValidationIssue> issues) {
    issues.forEach(this::add);
  }

  private void add(ValidationIssue issue) {
    boolean error = issue.severity() == ValidationIssue.Severity.ERROR;
    if ((error ? errors : others) < MAX_ISSUES) {
      found.add(issue);
      errors += error ? 1 : 0;
      others += error ? 0 : 1;
    }
  }

  List<ValidationIssue> found() {
    return List.copyOf(found);
  }
}
