package inc.phone.ivr;

import java.util.Map;
import java.util.Objects;

/**
 * One thing that is wrong, or could be better, with a configuration.
 *
 * <p>The code never changes its meaning, so a program may act on it and a page may translate it;
 * message and hint are English and may be reworded. No text holds a phone number. Immutable and
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class ValidationIssue {
  /**
   * How bad it is.
   *
   * @since 0.1.0
   */
  public enum Severity {
    /** Callers could get lost: not to be saved. */
    ERROR,
    /** Works, but probably not as meant. */
    WARNING,
    /** Worth knowing. */
    INFO
  }

  private final String code;
  private final Severity severity;
  private final String pointer;
  private final String message;
  private final String hint;
  private final Map<String, String> params;

  ValidationIssue(
      String code,
      Severity severity,
      String pointer,
      String message,
      String hint,
      Map<String, String> params) {
    this.code = code;
    this.severity = severity;
    this.pointer = pointer;
    this.message = message;
    this.hint = hint;
    this.params = Map.copyOf(params);
  }

  /** The same issue with another severity. */
  ValidationIssue as(Severity other) {
    return other == severity
        ? this
        : new ValidationIssue(code, other, pointer, message, hint, params);
  }

  /**
   * Which rule was broken.
   *
   * @return a stable code such as {@code E_MENU_UNKNOWN}
   */
  public String code() {
    return code;
  }

  /**
   * How bad it is here; one rule may weigh differently in different places.
   *
   * @return the severity
   */
  public Severity severity() {
    return severity;
  }

  /**
   * Where it is, in the JSON of the configuration.
   *
   * @return a JSON pointer (RFC 6901), empty for the whole document
   */
  public String pointer() {
    return pointer;
  }

  /**
   * What is wrong.
   *
   * @return one English sentence without full stop
   */
  public String message() {
    return message;
  }

  /**
   * What to do about it.
   *
   * @return one English sentence, the same for every issue of this code
   */
  public String hint() {
    return hint;
  }

  /**
   * The parts of the message that differ, for translations.
   *
   * @return an immutable map, often empty
   */
  public Map<String, String> params() {
    return params;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ValidationIssue issue
        && code.equals(issue.code)
        && severity == issue.severity
        && pointer.equals(issue.pointer)
        && message.equals(issue.message);
  }

  @Override
  public int hashCode() {
    return Objects.hash(code, pointer);
  }

  /** Severity, code, place and message in one line. */
  @Override
  public String toString() {
    return severity + " " + code + " at " + (pointer.isEmpty() ? "/" : pointer) + ": " + message;
  }
}
