package inc.phone.examples.shop.outbound;

import org.jspecify.annotations.Nullable;

/** A request that LiveKit did not answer with success. The message holds no number and no token. */
final class TwirpException extends Exception {
  /** What is known of its effect. */
  enum Kind {
    /** It was never sent. */
    NOT_SENT,
    /** LiveKit said no, and why. */
    REFUSED,
    /** No answer, or none that says anything. */
    UNKNOWN
  }

  private final Kind kind;

  TwirpException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
