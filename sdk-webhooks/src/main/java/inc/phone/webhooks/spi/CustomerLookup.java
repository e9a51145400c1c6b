package inc.phone.webhooks.spi;

import inc.phone.number.E164;
import java.util.Optional;

/**
 * Finds the host's customer by phone number.
 *
 * <p>Called after the webhook was acknowledged, on the receiver's executor, once per call and again
 * when the call's number changes or a lookup failed; by a store that keeps deliveries for several
 * calls at once, else one at a time; and by {@code matchPending()} and {@code rematch()} on their
 * caller's thread. So it must be thread-safe. May block; listeners of the call wait for it for at
 * most a second. Whatever it throws is contained: the call stays {@code pending} and is tried again
 * later. The comparison must be exact; normalise the numbers of your customers once with {@code
 * NumberNormalizer} and store them as E.164.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CustomerLookup {
  /**
   * Looks a number up.
   *
   * @param number the other end of a call
   * @return the host's id of the one customer who has this number, 1 to 128 characters, or empty
   */
  Optional<String> findByPhone(E164 number);
}
