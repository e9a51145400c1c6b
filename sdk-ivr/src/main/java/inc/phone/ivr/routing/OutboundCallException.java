package inc.phone.ivr.routing;

import inc.phone.model.PhoneIncException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A call was not placed, or nobody knows whether it was. {@link #reason()} says which; the message
 * holds no number. Immutable.
 *
 * @since 0.1.0
 */
public final class OutboundCallException extends PhoneIncException {
  /**
   * What a caller can do about it.
   *
   * @since 0.1.0
   */
  public enum Reason {
    /** The number may not be called. Nothing was dialled, and the request id is still unused. */
    NOT_ALLOWED,
    /** The media server or the network behind it refused. No call is under way. */
    REFUSED,
    /** Something was away. Nothing was dialled; try again later, with a new request id. */
    UNAVAILABLE,
    /** No answer, or none that says anything: it may be ringing. Look at the call log first. */
    UNKNOWN
  }

  /** What a caller can do about it. */
  private final Reason reason;

  /**
   * Creates the exception.
   *
   * @param reason what a caller can do about it
   * @param message what happened, without secrets and numbers
   * @param cause what led to it, or null
   */
  public OutboundCallException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = Objects.requireNonNull(reason, "reason");
  }

  /**
   * What a caller can do about it.
   *
   * @return the reason
   */
  public Reason reason() {
    return reason;
  }
}
