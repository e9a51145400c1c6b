package inc.phone.webhooks;

import inc.phone.internal.json.StorableText;
import inc.phone.number.E164;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.MatchStatus;
import inc.phone.webhooks.spi.CallFilter;
import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.CustomerLookup;
import inc.phone.webhooks.spi.Page;
import inc.phone.webhooks.spi.StoredCall;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Links calls to customers, by exact number or by hand.
 *
 * <p>Automatic matching runs on the receiver's executor after the sender has its answer, and before
 * the first delivery to a listener if it takes at most a second. A lookup that fails leaves the
 * call {@code pending}. With a store that keeps deliveries it is repeated, with growing delays of
 * up to ten minutes and across restarts, until it succeeds; with any other store, with the call's
 * next event and by {@link #matchPending()}. Whoever was told of the call before its customer is
 * known is told of it then. Get one from {@link WebhookReceiver#matcher()}. Thread-safe.
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
   * Looks up every call that is still {@code pending}, the oldest first: after a lookup was
   * configured, or after the customer database was away. Runs on the caller's thread; a lookup that
   * fails keeps no other from being tried.
   *
   * @return how many calls are not pending any more
   * @throws IllegalStateException if the receiver was built without lookup or without queries
   * @throws inc.phone.webhooks.spi.OutcomeUnknownException if the store is in trouble
   */
  public int matchPending() {
    CallQueries pages = queriesFor("matchPending");
    return work.sweep(cursor -> pages.pendingMatches(source, CallQueries.MAX_LIMIT, cursor));
  }

  /**
   * Looks a number up again and links its earlier calls to the answer: after a customer gained,
   * changed or lost the number. Assignments by hand stay. Runs on the caller's thread, with one
   * lookup, in constant memory.
   *
   * @param number the number
   * @return how many calls have another customer now, or none any more
   * @throws IllegalStateException if the receiver was built without lookup or without queries, or
   *     the lookup gives an id that is not 1 to 128 printable characters
   * @throws inc.phone.webhooks.spi.OutcomeUnknownException if the store is in trouble
   * @throws RuntimeException whatever the lookup throws; no call is changed then
   */
  public int rematch(E164 number) {
    CallQueries pages = queriesFor("rematch");
    Optional<String> customer = customerOf(number);
    int changed = 0;
    String cursor = null;
    do {
      Page<CallRecord> page =
          pages.calls(source, CallFilter.ofNumber(number), CallQueries.MAX_LIMIT, cursor);
      for (CallRecord call : page.items()) {
        update.update(call.key(), projection -> projection.setLookedUp(number, customer));
        boolean automatic = call.match() != MatchStatus.MANUAL;
        changed += automatic && !Objects.equals(call.customerId(), customer.orElse(null)) ? 1 : 0;
      }
      cursor = page.nextCursor();
    } while (cursor != null);
    return changed;
  }

  private CallQueries queriesFor(String what) {
    if (lookup == null || queries == null) {
      throw new IllegalStateException(
          what + " needs customers(...) and queries(...), or a store that implements them");
    }
    return queries;
  }

  private Optional<String> customerOf(E164 number) {
    Optional<String> customer = Objects.requireNonNull(lookup, "lookup").findByPhone(number);
    if (customer.isPresent() && !StorableText.isId(customer.get())) {
      throw new IllegalStateException("the lookup gave an id that is not 1 to 128 characters");
    }
    return customer;
  }

  /** Notes a call for lookup, in memory, if it needs one; never blocks. */
  void enqueue(CallRecord call) {
    if (lookup != null && call.match() == MatchStatus.PENDING) {
      work.enqueue(call.key());
    }
  }

  /** Looks up a call, as it was just seen, if that is needed; false if it failed. */
  boolean lookUp(StoredCall seen) {
    return work.ask(seen.key(), key -> match(seen)) != AfterAck.Answer.FAILED;
  }

  /** Takes no more work; what waits stays pending in the store. */
  void close() {
    work.close();
  }

  private boolean match(CallKey key) {
    return match(store.load(List.of(key)).get(0));
  }

  private boolean match(StoredCall stored) {
    CallRecord call = stored.version() == 0 ? null : stored.toRecord();
    if (call == null || call.match() != MatchStatus.PENDING || call.partyNumber() == null) {
      return false;
    }
    E164 number = E164.of(call.partyNumber());
    Optional<String> customer = customerOf(number);
    return update.update(stored, projection -> projection.setLookedUp(number, customer));
  }
}
