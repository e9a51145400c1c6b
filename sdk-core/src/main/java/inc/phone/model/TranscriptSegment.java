package inc.phone.model;

import org.jspecify.annotations.Nullable;

/**
 * What one speaker said in one go. Immutable and thread-safe.
 *
 * @param speaker who spoke, in the sender's word, or null; documented
 * @param text what was said, or null; documented
 * @param employeeId the employee's public identifier if an employee spoke, or null; documented
 * @since 0.1.0
 */
public record TranscriptSegment(
    @Nullable String speaker, @Nullable String text, @Nullable String employeeId) {
  /** Shows sizes only: what callers say is personal. */
  @Override
  public String toString() {
    return "TranscriptSegment[characters=" + (text == null ? 0 : text.length()) + "]";
  }
}
