package inc.phone.client;

import org.jspecify.annotations.Nullable;

/**
 * The time for the whole call, retries and waits included, was over before there was an answer.
 *
 * <p>Immutable.
 *
 * @since 0.1.0
 */
public final class DeadlineException extends TransportException {
  DeadlineException(String message, boolean mayHaveTakenEffect, @Nullable Throwable cause) {
    super(message, mayHaveTakenEffect, cause);
  }
}
