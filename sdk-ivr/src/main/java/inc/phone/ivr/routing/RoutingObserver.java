package inc.phone.ivr.routing;

import org.jspecify.annotations.Nullable;

/**
 * Is told what did not work while a call was routed, and what became of it.
 *
 * <p>Called by {@link InboundCallRouter} on its executor and its scheduler: count and return, never
 * block. What it throws is contained. Every method does nothing by default.
 *
 * @since 0.1.0
 */
public interface RoutingObserver {
  /**
   * Why a step was not done.
   *
   * @since 0.1.0
   */
  enum Problem {
    /** It threw, or the executor took no work. */
    FAILED,
    /** It had not returned when the deadline passed; it may still. */
    TOO_SLOW,
    /** As many calls of this kind as are allowed have not returned yet; it was not begun. */
    SATURATED
  }

  /** Is told nothing. */
  RoutingObserver NONE = new RoutingObserver() {};

  /**
   * A step was not done; it will be tried again.
   *
   * @param callId the call
   * @param step what was not done
   * @param problem why
   * @param cause what was thrown, if anything was; its message may hold anything
   */
  default void failed(
      String callId, RoutingStep step, Problem problem, @Nullable Throwable cause) {}

  /**
   * A step that had failed is done.
   *
   * @param callId the call
   * @param step what was done
   */
  default void repaired(String callId, RoutingStep step) {}

  /**
   * A step will not be tried again: too often in vain, too much waits already, or the router was
   * closed.
   *
   * @param callId the call
   * @param step what is missing for good
   */
  default void abandoned(String callId, RoutingStep step) {}
}
