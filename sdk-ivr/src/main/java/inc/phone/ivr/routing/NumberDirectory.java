package inc.phone.ivr.routing;

import inc.phone.number.E164;
import java.util.Optional;

/**
 * Knows the host's numbers.
 *
 * <p>Called by {@link InboundCallRouter} on its executor, several at once, while a caller waits;
 * again later if it failed. May block, but after the deadline the call is answered without it.
 * Whatever it throws is contained.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface NumberDirectory {
  /**
   * Finds a number.
   *
   * @param number what was dialled
   * @return the number, or empty if it is none of the host's
   */
  Optional<DialledNumber> find(E164 number);
}
