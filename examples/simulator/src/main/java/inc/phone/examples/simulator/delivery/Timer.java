package inc.phone.examples.simulator.delivery;

import java.time.Duration;

/** Runs things later. Tests give one that does not wait. */
@FunctionalInterface
public interface Timer {
  /**
   * Runs a task once. Tasks of the same moment run in the order in which they were given.
   *
   * @param delay from now
   * @param task does not block and does not throw
   */
  void schedule(Duration delay, Runnable task);
}
