package inc.phone.model;

/**
 * Who called whom, seen from the company.
 *
 * <p>An open value; the vendor documents the two constants. Immutable and thread-safe; equal when
 * the text is equal.
 *
 * @since 0.1.0
 */
public final class CallDirection extends OpenValue {
  /** Somebody called the company. */
  public static final CallDirection INBOUND = new CallDirection("inbound");

  /** The company called somebody. */
  public static final CallDirection OUTBOUND = new CallDirection("outbound");

  private CallDirection(String value) {
    super(value);
  }

  /**
   * The direction of this name.
   *
   * @param value the sender's word, taken as it is
   * @return the direction, never null
   */
  public static CallDirection of(String value) {
    return new CallDirection(value);
  }
}
