package inc.phone.examples.simulator.delivery;

/** A body, with what was done to it. */
final class Wording {
  private final byte[] body;
  private final boolean reRendered;
  private final boolean reStamped;

  Wording(byte[] body, boolean reRendered, boolean reStamped) {
    this.body = body;
    this.reRendered = reRendered;
    this.reStamped = reStamped;
  }

  /** The exact bytes; not to be changed. */
  byte[] body() {
    return body;
  }

  boolean reRendered() {
    return reRendered;
  }

  boolean reStamped() {
    return reStamped;
  }
}
