package inc.phone.examples.simulator.delivery;

/** Is told how a play goes on. */
@FunctionalInterface
public interface ProgressListener {
  /**
   * Called after each send that is settled, on the thread that settled it and by several at once;
   * should return soon and must not throw.
   *
   * @param soFar what was sent
   */
  void progress(Statistics soFar);
}
