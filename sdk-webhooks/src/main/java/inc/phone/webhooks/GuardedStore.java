package inc.phone.webhooks;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.StoredCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call store into which nothing comes of somebody who was erased.
 *
 * <p>A commit is: look for marks, write, look again. The first look keeps personal data out; the
 * second finds an erasure that came in between and looked for calls too early to see this one. Two
 * more reads per batch, whatever its size; none if there is no secret for erasures. Thread-safe.
 */
final class GuardedStore {
  /** What became of one change. */
  enum Result {
    WRITTEN,
    STALE,
    REFUSED,
    /** The call is erased, and nothing is left of it. */
    ERASED
  }

  private final CallStore store;
  private final @Nullable Erasures erasures;

  GuardedStore(CallStore store, @Nullable Erasures erasures) {
    this.store = store;
    this.erasures = erasures;
  }

  List<StoredCall> load(List<CallKey> keys) {
    return store.load(keys);
  }

  /** Which of these calls are erased; nothing is left of them. */
  Set<CallKey> erased(List<CallRecord> calls) {
    return erasures == null || calls.isEmpty() ? Set.of() : erasures.settle(calls);
  }

  List<Result> commit(List<CallChange> changes) {
    if (erasures == null) {
      return store.commit(changes).stream().map(GuardedStore::result).toList();
    }
    Set<CallKey> before = erased(changes.stream().map(CallChange::call).toList());
    List<CallChange> open = changes.stream().filter(c -> !before.contains(c.key())).toList();
    Map<CallKey, Result> results = new HashMap<>();
    before.forEach(key -> results.put(key, Result.ERASED));
    List<CommitResult> committed = open.isEmpty() ? List.of() : store.commit(open);
    List<CallRecord> written = new ArrayList<>();
    for (int i = 0; i < open.size(); i++) {
      CallChange change = open.get(i);
      results.put(change.key(), result(committed.get(i)));
      if (committed.get(i) == CommitResult.WRITTEN) {
        written.add(change.call());
      }
    }
    erased(written).forEach(key -> results.put(key, Result.ERASED));
    return changes.stream()
        .map(change -> results.getOrDefault(change.key(), Result.STALE))
        .toList();
  }

  private static Result result(CommitResult result) {
    return switch (result) {
      case WRITTEN -> Result.WRITTEN;
      case STALE -> Result.STALE;
      case REFUSED -> Result.REFUSED;
    };
  }
}
