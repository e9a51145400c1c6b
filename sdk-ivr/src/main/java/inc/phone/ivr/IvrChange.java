package inc.phone.ivr;

/**
 * One difference between two configurations, in words for the person who made it.
 *
 * @param kind what happened
 * @param pointer where, in the JSON of the newer configuration; of the older one if it is gone
 * @param text for example {@code digit 2: voicemail -> AI receptionist}
 * @since 0.1.0
 */
public record IvrChange(Kind kind, String pointer, String text) {
  /**
   * What happened.
   *
   * @since 0.1.0
   */
  public enum Kind {
    /** It is new. */
    ADDED,
    /** It is gone. */
    REMOVED,
    /** It is another one. */
    CHANGED,
    /** It is the same in another place. */
    MOVED
  }

  /** The words. */
  @Override
  public String toString() {
    return text;
  }
}
