package inc.phone.client.wire;

import org.jspecify.annotations.Nullable;

/** Why there is no answer. The message names no header and no body. */
public final class WireFailure extends RuntimeException {
  /** What went wrong, by what can be done about it. */
  public enum Kind {
    /** No connection: nothing was sent. */
    NOT_CONNECTED("no connection"),
    /** The other side could not prove who it is: nothing was sent, and trying again is no help. */
    NOT_TRUSTED("no trusted TLS connection"),
    /** The host's token source gave nothing usable: nothing was sent. */
    NO_TOKEN("the token source gave no usable token"),
    /** The connection broke or stayed silent too long after sending began. */
    BROKEN("the connection broke or stayed silent too long"),
    /** The answer is longer than allowed. */
    TOO_LONG("the answer is longer than allowed"),
    /** Something other than input or output failed, such as an interceptor of the host's client. */
    CLIENT_FAILED("the HTTP client failed"),
    /** The time for the whole call is over. */
    DEADLINE("no answer before the deadline"),
    /** The waiting thread was interrupted. */
    INTERRUPTED("interrupted while waiting for the answer"),
    /** The caller gave up, or the client was closed. */
    STOPPED("the call was cancelled");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  private static final long serialVersionUID = 1L;

  /** See {@link #kind()}. */
  private final Kind kind;

  WireFailure(Kind kind, @Nullable Throwable cause) {
    super(kind.words, cause, false, false); // the public exception made of it has the stack trace
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
