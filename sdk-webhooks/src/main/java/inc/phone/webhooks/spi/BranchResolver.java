package inc.phone.webhooks.spi;

import inc.phone.webhooks.call.PressedKeys;
import java.util.Optional;

/**
 * Tells which branch of the host's phone menu the keys of a call led to, where the sender gives
 * keys and no branch id.
 *
 * <p>Called after the webhook was acknowledged, on the receiver's executor, never inside a
 * transaction: once per call that has keys and no {@code branch_id}, and again when its keys, its
 * start or its number change, or an answer failed. One at a time, unless {@code resolvePending()}
 * is called as well, so it must be thread-safe. May block; meanwhile other calls wait for their
 * branch. Whatever it throws is contained: the call stays pending and is tried again with its next
 * event and by {@code resolvePending()}.
 *
 * <p>The same question must always have the same answer, also next year: ask the menu as it was
 * when the call began, not the one of today. Then the branch of a call does not depend on the order
 * in which its events arrive.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface BranchResolver {
  /**
   * Finds the branch.
   *
   * @param source the tenant or workspace of the endpoint
   * @param pressed the keys, the start of the call and the number that was called
   * @return the branch's stable id, 1 to 128 characters, or empty if the keys led nowhere
   */
  Optional<String> branchOf(String source, PressedKeys pressed);
}
