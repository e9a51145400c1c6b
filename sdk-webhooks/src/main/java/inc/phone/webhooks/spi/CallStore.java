package inc.phone.webhooks.spi;

import inc.phone.webhooks.call.CallKey;
import java.util.List;

/**
 * Where calls are kept: two methods to implement, over any database that can compare and set.
 *
 * <p>The SDK loads, merges and commits; a change that lost a race is loaded and merged again. The
 * store never runs code of the SDK's and needs no transaction across the two methods. A JPA entity
 * uses {@code @Version}, a document store a conditional replace.
 *
 * <p>Called by {@code WebhookReceiver} from the threads that receive, and by its matching from the
 * executor it was given; several threads at once. Both methods may block. Nothing is called back.
 * Extend {@code CallStoreContractTest}, and {@code DurableCallStoreContractTest} if what was
 * acknowledged must survive a crash.
 *
 * @since 0.1.0
 */
public interface CallStore {
  /**
   * Reads calls.
   *
   * @param keys which ones; each at most once, never empty, up to a few hundred
   * @return one entry per key, in the same order; {@link StoredCall#unseen} for a call never
   *     written
   * @throws OutcomeUnknownException if the store cannot be read now; any other exception is treated
   *     the same way
   */
  List<StoredCall> load(List<CallKey> keys);

  /**
   * Writes calls. Each change stands alone and is atomic: if its base version is current, state,
   * rows and events are written together, else nothing of it. A change that is stale or refused
   * fails no other.
   *
   * <p>Returns when all that is {@link CommitResult#WRITTEN} is durable: from then on it must
   * survive whatever the store promises to survive.
   *
   * @param changes the changes; each key at most once, never empty, up to a few hundred
   * @return one result per change, in the same order
   * @throws OutcomeUnknownException if it is not known whether something was written, or nothing
   *     can be written now; any other exception is treated the same way
   */
  List<CommitResult> commit(List<CallChange> changes);

  /**
   * How many commits this store works on at once. Events that arrive together share a commit; where
   * commits run side by side, some events merge while others are written, and where they only wait
   * for each other, one large one is faster. Asked once, when a receiver is built.
   *
   * @return 1 for a database with one writer; default 2, and more would only make batches smaller
   */
  default int commitsAtOnce() {
    return 2;
  }
}
