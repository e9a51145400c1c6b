package inc.phone.webhooks;

import inc.phone.internal.json.StorableText;
import inc.phone.number.E164;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.MatchStatus;
import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.CustomerLookup;
import inc.phone.webhooks.spi.StoredCall;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Links calls to customers, by exact number or by hand.
 *
 * <p>Automatic matching runs on the receiver's executor after the sender has its answer, one call
 * at a time. A lookup that fails leaves the call {@code pending}; it is tried again with the call's
 * next event, and by {@link #matchPending()}. Get one from {@link WebhookReceiver#matcher()}.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class CustomerMatcher {
  private final String source;
  private final CallStore store;
  private final @Nullable CallQueries queries;
  private final @Nullable CustomerLookup lookup;
  private final CallUpdate update;
  private final AfterAck work;

  CustomerMatcher(
      String source,
      CallStore store,
      @Nullable CallQueries queries,
      @Nullable CustomerLookup lookup,
      CallUpdate update,
      Executor executor) {
    this.source = source;
    this.store = store;
    this.queries = queries;
    this.lookup = lookup;
    this.update = update;
    this.work = new AfterAck("customer", executor, this::match);
  }

  /**
   * Assigns a customer to a call by hand. Nothing automatic changes that later.
   *
   * @param callId the sender's id of the call
   * @param customerId the host's id of the customer, 1 to 128 characters; null undoes an assignment
   * @return false if there is no such call
   * @throws IllegalArgumentException if the customer id is not 1 to 128 printable characters, or
   *     the store refuses it
   * @throws inc.phone.webhooks.spi.OutcomeUnknownException if the store is in trouble
   */
  public boolean assign(String callId, @Nullable String customerId) {
    if (customerId != null && !StorableText.isId(customerId)) {
      throw new IllegalArgumentException(
          "customerId must be 1 to "
              + StorableText.MAX_ID_CODE_POINTS
              + " printable characters, has "
              + customerId.length());
    }
    Optional<String> customer = Optional.ofNullable(customerId);
    CallKey key = new CallKey(source, callId);
    return key.isCall() && update.update(key, projection -> projection.setManualCustomer(customer));
  }

  /**
   * Looks up every call that is still {@code pending}: after a start, or after the customer
   * database was away. Runs on the caller's thread and stops at the first page without progress.
   *
   * @return how many calls are not pending any more
   * @throws IllegalStateException if the receiver was built without lookup or without queries
   */
  public int matchPending() {
    if (lookup == null || queries == null) {
      throw new IllegalStateException(
          "matchPending needs customers(...) and queries(...), or a store that implements them");
    }
    return work.sweep(limit -> queries.pendingMatches(source, limit));
  }

  /** Notes a call for lookup if it needs one; never blocks. */
  void enqueue(CallRecord call) {
    if (lookup != null && call.match() == MatchStatus.PENDING) {
      work.enqueue(call.key());
    }
  }

  /** Takes no more work; what waits stays pending in the store. */
  void close() {
    work.close();
  }

  private boolean match(CallKey key) {
    StoredCall stored = store.load(List.of(key)).get(0);
    CallRecord call = stored.version() == 0 ? null : stored.toRecord();
    if (lookup == null
        || call == null
        || call.match() != MatchStatus.PENDING
        || call.partyNumber() == null) {
      return false;
    }
    E164 number = E164.of(call.partyNumber());
    Optional<String> customer = lookup.findByPhone(number);
    if (customer.isPresent() && !StorableText.isId(customer.get())) {
      throw new IllegalStateException("the lookup gave an id that is not 1 to 128 characters");
    }
    return update.update(key, projection -> projection.setLookedUp(number, customer));
  }
}
