package inc.phone.ivr.flow;

import inc.phone.ivr.MaskedNumber;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a simulated call stands or ended.
 *
 * <p>Immutable and thread-safe. Two outcomes are equal when kind and place are: the branch is how
 * the caller came there, not where.
 *
 * @since 0.1.0
 */
public final class CallOutcome {
  /**
   * What became of the caller.
   *
   * @since 0.1.0
   */
  public enum Kind {
    /** Still choosing. */
    IN_MENU("in menu"),
    /** Somebody is being called. */
    RINGING("ringing at"),
    /** Talking to an assistant. */
    WITH_ASSISTANT("with assistant"),
    /** Connected to a person. */
    CONNECTED("connected to"),
    /** Left a message. */
    VOICEMAIL("voicemail"),
    /** The assistant ended the conversation. */
    ASSISTED("assisted by"),
    /** The menu hung up. */
    HUNG_UP("hung up"),
    /** The caller hung up. */
    CALLER_HUNG_UP("caller hung up");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  private final Kind kind;
  private final String place;
  private final @Nullable String branchId;

  private CallOutcome(Kind kind, String place, @Nullable String branchId) {
    this.kind = kind;
    this.place = place;
    this.branchId = branchId;
  }

  /**
   * An outcome to compare with.
   *
   * @param kind what became of the caller
   * @param place what {@link #place} has to be
   * @return the outcome
   */
  public static CallOutcome of(Kind kind, String place) {
    return new CallOutcome(kind, place, null);
  }

  static CallOutcome of(Kind kind, String place, Optional<String> branchId) {
    return new CallOutcome(kind, place, branchId.orElse(null));
  }

  /**
   * What became of the caller.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Where: the menu, the number in E.164 form, the mailbox or the agent.
   *
   * @return its name, empty after a hang-up
   */
  public String place() {
    return place;
  }

  /**
   * The branch the caller chose last.
   *
   * @return its stable id, if anything was chosen
   */
  public Optional<String> branchId() {
    return Optional.ofNullable(branchId);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CallOutcome outcome
        && kind == outcome.kind
        && place.equals(outcome.place);
  }

  @Override
  public int hashCode() {
    return 31 * kind.hashCode() + place.hashCode();
  }

  /** For example {@code voicemail "sales"}; numbers are masked. */
  @Override
  public String toString() {
    if (place.isEmpty()) {
      return kind.words;
    }
    return kind.words
        + (place.startsWith("+") ? " " + MaskedNumber.of(place) : " \"" + place + "\"");
  }
}
