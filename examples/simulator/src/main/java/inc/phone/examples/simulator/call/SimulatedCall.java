package inc.phone.examples.simulator.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call as it really happened: facts only. Events and expected rows are both derived from it,
 * neither from the other.
 *
 * @param id the call's id
 * @param controlId the vendor's second id
 * @param flat whether it is told in the flat format of shops instead of the vendor's envelope
 * @param parties who calls whom
 * @param startedAt when it began
 * @param outsideOpeningHours whether the company was closed
 * @param choice what the caller chose from the menu, or null
 * @param answer the answer, or null
 * @param endedAt when it was over
 * @param message the voicemail, or null
 * @param menuRecordingUrl the recording of a caller who stayed in the menu, or null
 */
public record SimulatedCall(
    String id,
    String controlId,
    boolean flat,
    Parties parties,
    Instant startedAt,
    boolean outsideOpeningHours,
    @Nullable Choice choice,
    @Nullable Answer answer,
    Instant endedAt,
    @Nullable Message message,
    @Nullable String menuRecordingUrl) {

  /**
   * Nobody spoke to the caller, not even a machine.
   *
   * @return the vendor's meaning of a lost call
   */
  public boolean lost() {
    return answer == null && message == null;
  }

  /**
   * How long they spoke.
   *
   * @return from answer to end, or null without an answer
   */
  public @Nullable Duration talked() {
    return answer == null ? null : Duration.between(answer.at(), endedAt);
  }

  /**
   * What the vendor tells of it.
   *
   * @return in the order in which it happens
   */
  public List<Moment> moments() {
    List<Moment> moments = new ArrayList<>();
    moments.add(new Moment(MomentType.INITIATED, startedAt));
    if (outsideOpeningHours) {
      moments.add(new Moment(MomentType.OUTSIDE_OPENING_HOURS, startedAt));
    }
    if (choice != null) {
      moments.add(new Moment(MomentType.BRANCH_SELECTED, choice.at()));
    }
    if (answer != null) {
      moments.add(new Moment(MomentType.ANSWERED, answer.at()));
    }
    moments.add(new Moment(MomentType.ENDED, endedAt));
    if (lost() && !flat) { // the five moments of the flat format are without it
      moments.add(new Moment(MomentType.LOST, endedAt));
    }
    if (message != null) {
      moments.add(new Moment(MomentType.VOICEMAIL, message.createdAt()));
    }
    if (answer != null && answer.transcript() != null) {
      moments.add(new Moment(MomentType.TRANSCRIBED, answer.transcript().at()));
    }
    if (message != null && message.text() != null) {
      moments.add(new Moment(MomentType.VOICEMAIL_TRANSCRIBED, message.text().at()));
    }
    return moments;
  }
}
