package inc.phone.client;

import org.jspecify.annotations.Nullable;

/**
 * The calling thread was interrupted while it waited; the request was cancelled and the thread's
 * interrupt flag is set again.
 *
 * @since 0.1.0
 */
public final class InterruptedCallException extends TransportException {
  InterruptedCallException(String message, boolean mayHaveTakenEffect, @Nullable Throwable cause) {
    super(message, mayHaveTakenEffect, cause);
  }
}
