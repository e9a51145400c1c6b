package inc.phone.webhooks.spi;

import inc.phone.webhooks.call.CallKey;
import java.util.List;

/**
 * Finds the calls that still wait for their customer. {@link CallQueries} has it; a host that shows
 * its lists in its own way implements this one method.
 *
 * <p>Called by {@code CustomerMatcher.matchPending()} on its caller's thread; may block. What it
 * throws reaches that caller.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface PendingMatches {
  /**
   * Calls whose number has not been looked up yet: those whose record says {@code
   * MatchStatus.PENDING}.
   *
   * @param source the tenant or workspace
   * @param limit how many at most
   * @return their keys, the oldest first
   */
  List<CallKey> pendingMatches(String source, int limit);
}
