package inc.phone.webhooks.spi;

import java.sql.Connection;

/**
 * A {@link DeliveryStore} in a database in which the host writes, too: an effect and the completion
 * of its delivery become one transaction, so the effect takes place exactly once.
 *
 * @since 0.1.0
 */
public interface TransactionalDeliveryStore extends DeliveryStore {
  /** What a host does in the transaction. */
  @FunctionalInterface
  interface Effect {
    /**
     * Does it.
     *
     * <p>Must not call the store, which may refuse that with an {@link IllegalStateException}.
     *
     * @param connection the connection of the transaction, auto-commit off; not to be committed,
     *     rolled back, closed or kept
     * @throws Exception anything; the transaction is rolled back
     */
    void on(Connection connection) throws Exception;
  }

  /**
   * Gives one lease back in one transaction with an effect. The effect comes first and the lane's
   * row is touched only afterwards, so that a slow effect holds no lock that a commit waits for. If
   * the lease turns out to be lost, everything is rolled back.
   *
   * @param completion the lease and what comes of it if the effect succeeds
   * @param effect run exactly once, on the caller's thread
   * @return false if the lease is lost; nothing was written then, by the effect neither
   * @throws OutcomeUnknownException if the database is in trouble, also if the effect failed for
   *     that; the effect may have taken place, and then the delivery is complete as well. Any other
   *     unchecked exception that the effect did not throw is treated the same way: the listener is
   *     told again, and no attempt of its is used up
   * @throws Exception what the effect threw, after the rollback; also a checked exception for what
   *     the database refuses at the end because of the effect
   */
  boolean complete(Completion completion, Effect effect) throws Exception;
}
