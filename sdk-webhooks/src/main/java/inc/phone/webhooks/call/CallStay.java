package inc.phone.webhooks.call;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The time somebody spends in a call, as one event tells it. Only LiveKit's events have it.
 *
 * <p>LiveKit says who came and who left, not whether a call was answered or is over. So that is
 * computed from all stays that are known, whatever order they were learnt in. Of each person the
 * stay that began last counts: the late news that an earlier one ended changes nothing.
 *
 * <ul>
 *   <li>A call is over when nobody is on the phone any more who was. It goes on if one of them
 *       comes back, unless the room was closed.
 *   <li>A call is answered when a helper is there, or when LiveKit says that the phone is active;
 *       but a helper does not answer a call that he places.
 * </ul>
 *
 * <p>Immutable and thread-safe; {@link #toString()} shows no identity, which may hold a number.
 *
 * @param sid what tells this stay from others
 * @param identity who it is; the same for all stays of one person
 * @param role in which role
 * @param joinedAt when it began, or null if this event does not tell
 * @param leftAt when it ended, or null if this event does not tell
 * @since 0.1.0
 */
public record CallStay(
    String sid, String identity, Role role, @Nullable Instant joinedAt, @Nullable Instant leftAt) {
  /**
   * What somebody does in a call.
   *
   * @since 0.1.0
   */
  public enum Role {
    /** On the phone, and called us. */
    CALLER,
    /** On the phone, and was called: the other end of an outbound call, or of a transfer. */
    CALLEE,
    /** Not on the phone: an agent, a colleague at a browser. */
    HELPER
  }

  /**
   * Checks for nulls.
   *
   * @param sid see the record
   * @param identity see the record
   * @param role see the record
   * @param joinedAt see the record
   * @param leftAt see the record
   */
  public CallStay {
    Objects.requireNonNull(sid, "sid");
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(role, "role");
  }

  @Override
  public String toString() {
    return "CallStay[" + sid + ", " + role + "]";
  }
}
