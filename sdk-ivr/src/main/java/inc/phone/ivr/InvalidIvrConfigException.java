package inc.phone.ivr;

import inc.phone.model.PhoneIncException;

/**
 * A configuration that must not be saved.
 *
 * @since 0.1.0
 */
public final class InvalidIvrConfigException extends PhoneIncException {
  private static final long serialVersionUID = 1L;

  private final transient ValidationReport report;

  InvalidIvrConfigException(ValidationReport report) {
    super(
        "IVR configuration has "
            + report.errors().size()
            + " error(s), the first: "
            + report.errors().get(0));
    this.report = report;
  }

  /**
   * What is wrong with it.
   *
   * @return the report, with at least one error
   */
  public ValidationReport report() {
    return report;
  }
}
