package inc.phone.client;

import inc.phone.model.PhoneIncException;
import org.jspecify.annotations.Nullable;

/**
 * There was no answer: no connection, a broken one, or too little time.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public class TransportException extends PhoneIncException {
  /** See {@link #mayHaveTakenEffect()}. */
  private final boolean mayHaveTakenEffect;

  TransportException(String message, boolean mayHaveTakenEffect, @Nullable Throwable cause) {
    super(message, cause);
    this.mayHaveTakenEffect = mayHaveTakenEffect;
  }

  /**
   * Tells whether the server may have done what was asked.
   *
   * @return false for a request that only reads, and for one of which nothing was sent; otherwise
   *     true: look before sending it again
   */
  public final boolean mayHaveTakenEffect() {
    return mayHaveTakenEffect;
  }
}
