package inc.phone.ivr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * All that was found in one configuration: errors first, then in the order of the document.
 *
 * <p>At most 1,000 errors and 1,000 others are listed. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class ValidationReport {
  private final List<ValidationIssue> issues;

  ValidationReport(List<ValidationIssue> issues) {
    this.issues = issues.stream().sorted(Comparator.comparing(ValidationIssue::severity)).toList();
  }

  /**
   * Everything.
   *
   * @return an immutable list, empty if nothing was found
   */
  public List<ValidationIssue> issues() {
    return issues;
  }

  /**
   * What forbids saving.
   *
   * @return the issues of severity ERROR
   */
  public List<ValidationIssue> errors() {
    return of(ValidationIssue.Severity.ERROR);
  }

  /**
   * What should be looked at.
   *
   * @return the issues of severity WARNING
   */
  public List<ValidationIssue> warnings() {
    return of(ValidationIssue.Severity.WARNING);
  }

  /**
   * Tells whether the configuration may be saved.
   *
   * @return true if there are no errors
   */
  public boolean isValid() {
    return errors().isEmpty();
  }

  /**
   * Tells whether a rule was broken, whatever its severity.
   *
   * @param code a stable code
   * @return true if an issue has it
   */
  public boolean has(String code) {
    return issues.stream().anyMatch(issue -> issue.code().equals(code));
  }

  /**
   * Refuses a configuration that must not be saved.
   *
   * @throws InvalidIvrConfigException if there are errors; it carries this report
   */
  public void throwIfErrors() {
    if (!isValid()) {
      throw new InvalidIvrConfigException(this);
    }
  }

  /**
   * The report for an answer to a browser.
   *
   * @return {@code {"valid", "issues": [{"code", "severity", "pointer", "message", "hint",
   *     "params"}]}}; severities are lower case
   */
  public String toJson() {
    ObjectNode report = StrictJson.newObject().put("valid", isValid());
    ArrayNode list = report.putArray("issues");
    for (ValidationIssue issue : issues) {
      ObjectNode entry =
          list.addObject()
              .put("code", issue.code())
              .put("severity", Words.lowerCase(issue.severity()))
              .put("pointer", issue.pointer())
              .put("message", issue.message())
              .put("hint", issue.hint());
      ObjectNode params = entry.putObject("params");
      issue.params().forEach(params::put);
    }
    return new String(StrictJson.write(report), StandardCharsets.UTF_8);
  }

  /** One line per issue. */
  @Override
  public String toString() {
    return issues.isEmpty()
        ? "no issues"
        : String.join("\n", issues.stream().map(ValidationIssue::toString).toList());
  }

  private List<ValidationIssue> of(ValidationIssue.Severity severity) {
    return issues.stream().filter(issue -> issue.severity() == severity).toList();
  }
}
