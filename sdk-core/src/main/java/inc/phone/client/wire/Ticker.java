package inc.phone.client.wire;

/** Measures how long things take; unlike a clock it is never set. */
@FunctionalInterface
public interface Ticker {
  /**
   * The reading now.
   *
   * @return nanoseconds since some moment
   */
  long nanos();
}
