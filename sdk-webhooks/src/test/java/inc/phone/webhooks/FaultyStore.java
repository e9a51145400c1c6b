package inc.phone.webhooks;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.OutcomeUnknownException;
import inc.phone.webhooks.spi.Quarantine;
import inc.phone.webhooks.spi.QuarantineEntry;
import inc.phone.webhooks.spi.QuarantinedBody;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.store.MemoryCallStore;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** A real store in memory that can be told to fail in every way a store can. */
class FaultyStore implements CallStore, Quarantine {
  enum Fault {
    LOAD_THROWS,
    LOAD_THROWS_AN_ERROR,
    LOAD_ANSWERS_TOO_LITTLE,
    COMMIT_THROWS_BEFORE,
    COMMIT_ANSWERS_TOO_LITTLE,
    COMMIT_THROWS_AFTER
  }

  private final MemoryCallStore memory = new MemoryCallStore();
  private final Set<String> refused = new HashSet<>();
  private final AtomicInteger loads = new AtomicInteger();
  private final AtomicInteger commits = new AtomicInteger();
  private volatile Fault fault;
  private volatile CountDownLatch held = new CountDownLatch(0);
  private volatile Semaphore arrived = new Semaphore(0);

  MemoryCallStore inMemory() {
    return memory;
  }

  int loads() {
    return loads.get();
  }

  int commits() {
    return commits.get();
  }

  void break_(Fault with) {
    fault = with;
  }

  void refuse(String callId) {
    refused.add(callId);
  }

  void repair() {
    fault = null;
    refused.clear();
  }

  /** Lets commits wait inside the store until {@link #releaseCommits}. */
  void holdCommits() {
    arrived = new Semaphore(0);
    held = new CountDownLatch(1);
  }

  void awaitHeldCommit() throws InterruptedException {
    arrived.acquire();
  }

  void releaseCommits() {
    held.countDown();
  }

  @Override
  public List<StoredCall> load(List<CallKey> keys) {
    loads.incrementAndGet();
    if (fault == Fault.LOAD_THROWS) {
      throw new OutcomeUnknownException("down", null);
    }
    if (fault == Fault.LOAD_THROWS_AN_ERROR) {
      throw new StackOverflowError("planted");
    }
    return fault == Fault.LOAD_ANSWERS_TOO_LITTLE ? List.of() : memory.load(keys);
  }

  @Override
  public List<CommitResult> commit(List<CallChange> changes) {
    commits.incrementAndGet();
    arrived.release();
    try {
      held.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("a leader was interrupted inside the store", e);
    }
    if (fault == Fault.COMMIT_THROWS_BEFORE) {
      throw new OutcomeUnknownException("down", null);
    }
    if (fault == Fault.COMMIT_ANSWERS_TOO_LITTLE) {
      return List.of();
    }
    List<CommitResult> results =
        changes.stream()
            .map(
                change ->
                    refused.contains(change.key().callId())
                        ? CommitResult.REFUSED
                        : memory.commit(List.of(change)).get(0))
            .toList();
    if (fault == Fault.COMMIT_THROWS_AFTER) {
      throw new OutcomeUnknownException("the answer was lost", null);
    }
    return results;
  }

  @Override
  public void put(QuarantinedBody body) {
    memory.put(body);
  }

  @Override
  public List<QuarantineEntry> list(String source, QuarantineEntry after, int limit) {
    return memory.list(source, after, limit);
  }

  @Override
  public Optional<QuarantinedBody> find(String source, String sha256) {
    return memory.find(source, sha256);
  }

  @Override
  public boolean remove(String source, String sha256) {
    return memory.remove(source, sha256);
  }

  /** A store that is nothing else. */
  static class PlainStore implements CallStore {
    @Override
    public List<StoredCall> load(List<CallKey> keys) {
      return List.of();
    }

    @Override
    public List<CommitResult> commit(List<CallChange> changes) {
      return List.of();
    }
  }

  /** A quarantine whose disk is full. */
  static final class BrokenQuarantine implements Quarantine {
    @Override
    public void put(QuarantinedBody body) {
      throw new OutcomeUnknownException("disk full", null);
    }

    @Override
    public List<QuarantineEntry> list(String source, QuarantineEntry after, int limit) {
      return List.of();
    }

    @Override
    public Optional<QuarantinedBody> find(String source, String sha256) {
      return Optional.empty();
    }

    @Override
    public boolean remove(String source, String sha256) {
      return false;
    }
  }
}
