package inc.phone.examples.simulator.call;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was said in an answered call.
 *
 * @param at when text and summary were ready; the summary is never later, since no event would tell
 * @param earlySummary what the vendor says in its place when the call has just ended, or null: the
 *     one value that a later event replaces by another
 * @param summary the vendor's generated summary
 * @param lines by speaker
 */
public record Transcript(
    Instant at, @Nullable String earlySummary, String summary, List<Line> lines) {
  /**
   * One turn.
   *
   * @param speaker a name
   * @param text what was said
   * @param employeeId the speaker's id, if an employee
   */
  public record Line(String speaker, String text, @Nullable String employeeId) {}

  /**
   * The whole text.
   *
   * @return the lines one after another
   */
  public String text() {
    return lines.stream().map(Line::text).collect(Collectors.joining(" "));
  }
}
