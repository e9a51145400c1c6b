package inc.phone.ivr.routing;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call that was placed. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class PlacedCall {
  private final String callId;
  private final boolean repeated;

  private PlacedCall(String callId, boolean repeated) {
    this.callId = Objects.requireNonNull(callId, "callId");
    this.repeated = repeated;
  }

  /**
   * A call that this request placed.
   *
   * @param callId its id in the call log
   * @return the call
   */
  public static PlacedCall placed(String callId) {
    return new PlacedCall(callId, false);
  }

  /**
   * What an earlier attempt with the same request id began. Nothing was dialled now.
   *
   * @param callId its id in the call log, which says what became of it
   * @return the call
   */
  public static PlacedCall repeated(String callId) {
    return new PlacedCall(callId, true);
  }

  /**
   * Where the call is in the call log; with LiveKit the name of its room.
   *
   * @return the id, the same for every attempt with one request id
   */
  public String callId() {
    return callId;
  }

  /**
   * Tells whether an earlier attempt had used the request id up.
   *
   * @return true if nothing was dialled now
   */
  public boolean isRepeated() {
    return repeated;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PlacedCall that
        && callId.equals(that.callId)
        && repeated == that.repeated;
  }

  @Override
  public int hashCode() {
    return Objects.hash(callId, repeated);
  }

  @Override
  public String toString() {
    return "PlacedCall[" + callId + (repeated ? ", repeated]" : "]");
  }
}
