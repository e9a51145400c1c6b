package inc.phone.examples.shop.pages.telefon;

import inc.phone.examples.shop.pages.people.People;
import inc.phone.model.CallDirection;
import inc.phone.model.CallState;
import inc.phone.webhooks.call.CallRecord;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call in the log.
 *
 * @param id its id
 * @param outbound whether the shop called
 * @param party the other end
 * @param status the word of the sender, or {@code lost} or {@code voicemail}
 * @param at when it started
 * @param duration seconds since the answer, or null
 * @param branch the branch, by its name if it has one, or null
 * @param line the label of the company number, or null
 * @param outsideHours whether the shop was closed
 */
public record CallRow(
    String id,
    boolean outbound,
    Party party,
    String status,
    Instant at,
    @Nullable Long duration,
    @Nullable String branch,
    @Nullable String line,
    boolean outsideHours) {

  /** The row of a call; names of branches by id. */
  public static CallRow of(CallRecord call, People people, Map<String, String> branches) {
    boolean outbound = CallDirection.OUTBOUND.equals(call.direction());
    String branch = call.branchId();
    return new CallRow(
        call.callId(),
        outbound,
        Party.of(call, outbound ? call.to() : call.from(), people),
        status(call),
        call.sortedAt(),
        call.duration(),
        branch == null ? null : branches.getOrDefault(branch, branch),
        call.mainNumberName(),
        call.outsideOpeningHours());
  }

  private static String status(CallRecord call) {
    CallState state = call.state();
    if (call.lost()) {
      return "lost";
    }
    return !call.voicemails().isEmpty() && call.answeredAt() == null
        ? "voicemail"
        : state == null ? "unknown" : state.value();
  }

  /** How the status is coloured. */
  public String tone() {
    return switch (status) {
      case "lost" -> "bad";
      case "voicemail" -> "warn";
      case "answered" -> "accent";
      case "ended" -> "good";
      default -> "";
    };
  }
}
