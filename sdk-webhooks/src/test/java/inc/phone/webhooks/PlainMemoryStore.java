package inc.phone.webhooks;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.call.VoicemailRecord;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CallFilter;
import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.Page;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.spi.VoicemailFilter;
import inc.phone.webhooks.store.MemoryCallStore;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A store of a host's that keeps calls and no deliveries. */
final class PlainMemoryStore implements CallStore, CallQueries {
  private final MemoryCallStore memory = new MemoryCallStore();

  @Override
  public List<StoredCall> load(List<CallKey> keys) {
    return memory.load(keys);
  }

  @Override
  public List<CommitResult> commit(List<CallChange> changes) {
    return memory.commit(changes);
  }

  @Override
  public Optional<CallRecord> call(CallKey key) {
    return memory.call(key);
  }

  @Override
  public List<EventRecord> events(CallKey key) {
    return memory.events(key);
  }

  @Override
  public Page<CallRecord> calls(
      String source, CallFilter filter, int limit, @Nullable String cursor) {
    return memory.calls(source, filter, limit, cursor);
  }

  @Override
  public Page<VoicemailRecord> voicemails(
      String source, VoicemailFilter filter, int limit, @Nullable String cursor) {
    return memory.voicemails(source, filter, limit, cursor);
  }

  @Override
  public Page<CallRecord> pendingMatches(String source, int limit, @Nullable String cursor) {
    return memory.pendingMatches(source, limit, cursor);
  }

  @Override
  public Page<CallRecord> pendingBranches(String source, int limit, @Nullable String cursor) {
    return memory.pendingBranches(source, limit, cursor);
  }
}
