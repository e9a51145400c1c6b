package inc.phone.webhooks.spi;

import inc.phone.webhooks.PhoneEvent;
import inc.phone.webhooks.call.CallRecord;
import java.sql.Connection;

/**
 * A listener that writes into the database in which the calls are kept, in the transaction that
 * completes its delivery: what it writes takes effect exactly once.
 *
 * <p>As {@link CallEventListener} otherwise. Needs a {@link TransactionalDeliveryStore}. Effects
 * outside of the connection are at least once, as everywhere.
 *
 * <p>It must not call the receiver, its matcher or the store, whose transactions may wait for the
 * one that waits for it: it writes through its connection, and leaves the rest to something that
 * runs when it is over. {@link inc.phone.webhooks.store.JdbcCallStore} refuses to write on the
 * thread of the listener, with an {@link IllegalStateException}; a receiver that runs into that
 * answers 503, to all senders whose events were to share the commit. But a receiver shares commits
 * among threads: if another one commits for the listener's, nobody notices, and with SQLite, which
 * has one writer, nothing would ever be written again.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface TransactionalListener {
  /**
   * Something happened.
   *
   * @param connection the connection of the transaction, auto-commit off; not to be committed,
   *     rolled back, closed or kept
   * @param event what happened
   * @param call the call with all that is known of it now
   * @param context about this delivery
   * @throws Exception if it could not be handled; everything is rolled back and delivered again
   */
  void onEvent(Connection connection, PhoneEvent event, CallRecord call, DeliveryContext context)
      throws Exception;

  /**
   * See {@link CallEventListener#onMatched}.
   *
   * @param connection the connection of the transaction, as above
   * @param call the call, with its customer
   * @param context about this delivery
   * @throws Exception if it could not be handled; everything is rolled back and delivered again
   */
  default void onMatched(Connection connection, CallRecord call, DeliveryContext context)
      throws Exception {}
}
