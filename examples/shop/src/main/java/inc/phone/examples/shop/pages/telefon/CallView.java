package inc.phone.examples.shop.pages.telefon;

import inc.phone.examples.shop.pages.people.Person;
import inc.phone.model.CallEmployee;
import inc.phone.model.TranscriptSegment;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.EventRecord;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One call.
 *
 * @param row as in the log
 * @param call everything about it
 * @param voicemails what it left
 * @param events what was told of it, in order
 * @param search what was looked for among customers, empty if nothing was
 * @param found the customers that were found
 */
public record CallView(
    CallRow row,
    CallRecord call,
    List<VoicemailRow> voicemails,
    List<EventRecord> events,
    String search,
    List<Person> found) {

  /** Whether there may be a recording of the conversation: not every event tells. */
  public boolean isRecorded() {
    return call.recordingUrl() != null || (call.answeredAt() != null && call.endedAt() != null);
  }

  /** What was said by speaker, or nothing if nobody knows who said what. */
  public List<TranscriptSegment> segments() {
    return Objects.requireNonNullElse(call.transcriptionSegments(), List.of());
  }

  /** The staff who were on the phone, or null. */
  public @Nullable String staff() {
    List<CallEmployee> employees = Objects.requireNonNullElse(call.employees(), List.of());
    return employees.isEmpty()
        ? null
        : employees.stream()
            .map(one -> one.name() == null ? String.valueOf(one.id()) : one.name())
            .collect(Collectors.joining(", "));
  }
}
