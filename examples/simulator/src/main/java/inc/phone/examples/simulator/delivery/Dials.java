package inc.phone.examples.simulator.delivery;

import java.time.Duration;

/**
 * How much trouble there is. Each dial is a probability from 0 to 1 and is decided for itself, so
 * that turning one leaves what the others do unchanged.
 *
 * @param duplicates that an event is sent again, the same bytes, 1 to 3 times
 * @param disorder that the events of a call are sent in an arbitrary order
 * @param delays that an event is held back
 * @param longestDelay how long at most; duplicates and forgeries keep within it too
 * @param lostAcknowledgements that a 2xx does not reach the simulator, which therefore retries;
 *     twice in a row with the square of it
 * @param reRenderedRetries that a retry is written anew: other field order, white space and
 *     escapes, and the call as it is known later (envelope only)
 * @param reStampedRetries that a retry has a later timestamp in its envelope; never for call.ended,
 *     voicemail.transcription_done and flat events, whose time is a column of the row
 * @param forgeries that somebody else sends a changed copy: wrongly signed, with the signature of
 *     the real one, or unsigned
 */
public record Dials(
    double duplicates,
    double disorder,
    double delays,
    Duration longestDelay,
    double lostAcknowledgements,
    double reRenderedRetries,
    double reStampedRetries,
    double forgeries) {
  /** Checks each probability. */
  public Dials {
    checked("duplicates", duplicates);
    checked("disorder", disorder);
    checked("delays", delays);
    checked("lostAcknowledgements", lostAcknowledgements);
    checked("reRenderedRetries", reRenderedRetries);
    checked("reStampedRetries", reStampedRetries);
    checked("forgeries", forgeries);
    if (longestDelay.isNegative()) {
      throw new IllegalArgumentException("longestDelay must not be negative, is " + longestDelay);
    }
  }

  /**
   * No trouble.
   *
   * @return every dial at 0
   */
  public static Dials calm() {
    return new Dials(0, 0, 0, Duration.ZERO, 0, 0, 0, 0);
  }

  /**
   * Trouble of every kind, more than any real sender makes.
   *
   * @return the dials that a demonstration uses
   */
  public static Dials rough() {
    return new Dials(0.25, 0.7, 0.2, Duration.ofMillis(500), 0.15, 0.6, 0.6, 0.1);
  }

  /**
   * Turns one dial.
   *
   * @param value the probability
   * @return changed dials
   */
  public Dials withDuplicates(double value) {
    return new Dials(
        value,
        disorder,
        delays,
        longestDelay,
        lostAcknowledgements,
        reRenderedRetries,
        reStampedRetries,
        forgeries);
  }

  /**
   * Turns one dial.
   *
   * @param value the probability
   * @return changed dials
   */
  public Dials withDisorder(double value) {
    return new Dials(
        duplicates,
        value,
        delays,
        longestDelay,
        lostAcknowledgements,
        reRenderedRetries,
        reStampedRetries,
        forgeries);
  }

  /**
   * Turns one dial.
   *
   * @param value the probability
   * @return changed dials
   */
  public Dials withDelays(double value) {
    return new Dials(
        duplicates,
        disorder,
        value,
        longestDelay,
        lostAcknowledgements,
        reRenderedRetries,
        reStampedRetries,
        forgeries);
  }

  /**
   * Turns one dial.
   *
   * @param value how long an event is held back at most
   * @return changed dials
   */
  public Dials withLongestDelay(Duration value) {
    return new Dials(
        duplicates,
        disorder,
        delays,
        value,
        lostAcknowledgements,
        reRenderedRetries,
        reStampedRetries,
        forgeries);
  }

  /**
   * Turns one dial.
   *
   * @param value the probability
   * @return changed dials
   */
  public Dials withLostAcknowledgements(double value) {
    return new Dials(
        duplicates,
        disorder,
        delays,
        longestDelay,
        value,
        reRenderedRetries,
        reStampedRetries,
        forgeries);
  }

  /**
   * Turns one dial.
   *
   * @param value the probability
   * @return changed dials
   */
  public Dials withReRenderedRetries(double value) {
    return new Dials(
        duplicates,
        disorder,
        delays,
        longestDelay,
        lostAcknowledgements,
        value,
        reStampedRetries,
        forgeries);
  }

  /**
   * Turns one dial.
   *
   * @param value the probability
   * @return changed dials
   */
  public Dials withReStampedRetries(double value) {
    return new Dials(
        duplicates,
        disorder,
        delays,
        longestDelay,
        lostAcknowledgements,
        reRenderedRetries,
        value,
        forgeries);
  }

  /**
   * Turns one dial.
   *
   * @param value the probability
   * @return changed dials
   */
  public Dials withForgeries(double value) {
    return new Dials(
        duplicates,
        disorder,
        delays,
        longestDelay,
        lostAcknowledgements,
        reRenderedRetries,
        reStampedRetries,
        value);
  }

  private static void checked(String dial, double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(dial + " must be from 0 to 1, is " + probability);
    }
  }
}
