package inc.phone.webhooks.spi;

import inc.phone.model.EventType;
import inc.phone.webhooks.signature.RejectionReason;
import java.time.Duration;

/**
 * Is told what the receiver does, for counters and timings of the host's choice.
 *
 * <p>Called by {@code WebhookReceiver} on the threads that receive, while senders wait, and on its
 * executor: count and return, never block, never call back. Several threads at once. What it throws
 * is contained and changes no answer. Nothing it is told is personal. Every method does nothing by
 * default, so implement the ones you want.
 *
 * @since 0.1.0
 */
public interface Telemetry {
  /** Counts nothing. */
  Telemetry NONE = new Telemetry() {};

  /**
   * A delivery came in.
   *
   * @param bytes the size of its body
   */
  default void received(int bytes) {}

  /**
   * A delivery was not authentic and was answered 401.
   *
   * @param reason why; for the operator, never for the sender
   */
  default void rejected(RejectionReason reason) {}

  /** A delivery was answered 503: switched off, the queue was full, or the store in trouble. */
  default void unavailable() {}

  /** An authentic delivery went into quarantine, unreadable or refused by the store. */
  default void quarantined() {}

  /**
   * An event was stored for the first time.
   *
   * @param type what happened
   */
  default void accepted(EventType type) {}

  /**
   * An event had been stored before.
   *
   * @param type what happened
   * @param differs whether this copy said something else, and the call was changed by it
   */
  default void duplicate(EventType type, boolean differs) {}

  /**
   * An event of a call that was erased came in, and was acknowledged without a trace.
   *
   * @param type what happened
   */
  default void erased(EventType type) {}

  /**
   * A new event came after one that follows it.
   *
   * @param type what happened
   */
  default void late(EventType type) {}

  /**
   * A batch was committed.
   *
   * @param events how many events were in it
   * @param calls how many calls were written
   * @param took how long the commit took
   */
  default void committed(int events, int calls, Duration took) {}

  /**
   * Somebody else wrote calls of a batch first; they are loaded and merged again.
   *
   * @param calls how many
   */
  default void lostRaces(int calls) {}

  /**
   * A batch was taken from the queue.
   *
   * @param waiting how many deliveries are still in it
   */
  default void queueDepth(int waiting) {}

  /**
   * A listener was told something and did not fail.
   *
   * @param listener its name
   * @param attempt which attempt it was, from 1
   */
  default void delivered(String listener, int attempt) {}

  /**
   * A listener failed.
   *
   * @param listener its name
   * @param attempt which attempt it was, from 1
   */
  default void deliveryFailed(String listener, int attempt) {}

  /**
   * A delivery was given up.
   *
   * @param listener the name of the listener
   */
  default void parked(String listener) {}
}
