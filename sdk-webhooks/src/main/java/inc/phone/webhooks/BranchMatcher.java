package inc.phone.webhooks;

import inc.phone.internal.json.StorableText;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.PressedKeys;
import inc.phone.webhooks.spi.BranchResolver;
import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.StoredCall;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Finds the branches of calls whose sender gives keys and no branch id.
 *
 * <p>Runs on the receiver's executor after the sender has its answer, one call at a time. A
 * resolver that fails leaves the call pending, without a branch; it is asked again with the call's
 * next event, and by {@link #resolvePending()}. A call that is said to begin in the future waits
 * until then, because the menu of that moment is not known yet. Get one from {@link
 * WebhookReceiver#branches()}. Thread-safe.
 *
 * @since 0.1.0
 */
public final class BranchMatcher {
  private final String source;
  private final CallStore store;
  private final @Nullable CallQueries queries;
  private final @Nullable BranchResolver resolver;
  private final CallUpdate update;
  private final Clock clock;
  private final AfterAck work;

  BranchMatcher(
      String source,
      CallStore store,
      @Nullable CallQueries queries,
      @Nullable BranchResolver resolver,
      CallUpdate update,
      Clock clock,
      Executor executor) {
    this.source = source;
    this.store = store;
    this.queries = queries;
    this.resolver = resolver;
    this.update = update;
    this.clock = clock;
    this.work = new AfterAck("branch", executor, this::resolve);
  }

  /**
   * Resolves every call that still waits for its branch: after a start, now and then, or after the
   * resolver was away. Runs on the caller's thread; a call that fails keeps no other from being
   * tried.
   *
   * @return how many calls do not wait any more
   * @throws IllegalStateException if the receiver was built without resolver or without queries
   */
  public int resolvePending() {
    if (resolver == null || queries == null) {
      throw new IllegalStateException(
          "resolvePending needs branches(...) and queries(...), or a store that implements them");
    }
    CallQueries pages = queries;
    return work.sweep(cursor -> pages.pendingBranches(source, CallQueries.MAX_LIMIT, cursor));
  }

  /** Notes a call if its branch is to be found; never blocks. */
  void enqueue(CallRecord call) {
    if (resolver != null && call.branchPending()) {
      work.enqueue(call.key());
    }
  }

  /** Takes no more work; what waits stays pending in the store. */
  void close() {
    work.close();
  }

  private boolean resolve(CallKey key) {
    StoredCall stored = store.load(List.of(key)).get(0);
    CallRecord call = stored.version() == 0 ? null : stored.toRecord();
    PressedKeys pressed = call == null || !call.branchPending() ? null : call.pressedKeys();
    if (resolver == null || pressed == null || pressed.callStartedAt().isAfter(clock.instant())) {
      return false;
    }
    Optional<String> branch = resolver.branchOf(key.source(), pressed);
    if (branch.isPresent() && !StorableText.isId(branch.get())) {
      throw new IllegalStateException("the resolver gave an id that is not 1 to 128 characters");
    }
    return update.update(stored, projection -> projection.setResolvedBranch(pressed, branch));
  }
}
