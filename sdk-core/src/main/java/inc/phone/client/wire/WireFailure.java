package inc.phone.client.wire;

import org.jspecify.annotations.Nullable;

/** Why there is no answer. The message names no header and no body. */
public final class WireFailure extends RuntimeException {
  /** What went wrong, by what can be done about it. */
  public enum Kind {
    /** No connection: nothing was sent. */
    NOT_CONNECTED,
    /** The other side could not prove who it is: nothing was sent, and trying again is no help. */
    NOT_TRUSTED,
    /** The connection broke or stayed silent too long after sending began. */
    BROKEN,
    /** The answer is longer than allowed. */
    TOO_LONG,
    /** The time for the whole call is over. */
    DEADLINE,
    /** The caller gave up. */
    STOPPED
  }

  private static final long serialVersionUID = 1L;
  private final Kind kind;

  WireFailure(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause, false, false); // the public exception made of it has the stack trace
    this.kind = kind;
  }

  /**
   * What went wrong.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }
}
