package inc.phone.examples.simulator.delivery;

import java.util.Map;
import java.util.function.IntConsumer;

/** Sends one POST. Tests give one that records. */
@FunctionalInterface
public interface Transport {
  /** The status of a request that was not answered: no connection, or none in time. */
  int NO_ANSWER = 0;

  /**
   * Sends a body; does not wait for the answer.
   *
   * @param url where to
   * @param headers by name
   * @param body the exact bytes
   * @param onStatus told exactly once: the answer's status, or {@link #NO_ANSWER}
   */
  void send(String url, Map<String, String> headers, byte[] body, IntConsumer onStatus);
}
