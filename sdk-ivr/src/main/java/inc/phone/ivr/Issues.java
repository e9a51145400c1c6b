package inc.phone.ivr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects what is wrong, up to a limit, or refuses the first error. Not thread-safe. */
final class Issues {
  /** More than anybody reads; a hostile configuration must not make a report larger than itself. */
  static final int MAX_ISSUES = 1_000;

  private final List<ValidationIssue> found = new ArrayList<>();
  private final boolean refusing;

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
    if (found.size() < MAX_ISSUES) {
      found.add(new ValidationIssue(rule.name(), severity, pointer, message, rule.hint(), params));
    }
  }

  void addAll(List<ValidationIssue> issues) {
    issues.stream().limit(MAX_ISSUES - found.size()).forEach(found::add);
  }

  List<ValidationIssue> found() {
    return List.copyOf(found);
  }
}
