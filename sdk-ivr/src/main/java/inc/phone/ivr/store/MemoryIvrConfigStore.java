package inc.phone.ivr.store;

import inc.phone.ivr.IvrConfig;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Everything in a map, for tests and trials; keeps every revision. */
final class MemoryIvrConfigStore implements IvrConfigStore {
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();

  /** Guarded by {@link #lock}; revision n is at place n - 1. */
  private final Map<String, List<StoredConfig>> configs = new HashMap<>();

  MemoryIvrConfigStore(Clock clock) {
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  @Override
  public Optional<StoredConfig> load(String id) {
    List<StoredConfig> revisions = revisions(id);
    return revisions.isEmpty()
        ? Optional.empty()
        : Optional.of(revisions.get(revisions.size() - 1));
  }

  @Override
  public Optional<StoredConfig> load(String id, long revision) {
    return revisions(id).stream()
        .filter(stored -> stored.config().revision() == revision)
        .findFirst();
  }

  @Override
  public Optional<StoredConfig> loadAt(String id, Instant at) {
    return revisions(id).stream()
        .filter(stored -> !stored.savedAt().isAfter(at))
        .reduce((earlier, later) -> later);
  }

  @Override
  public SaveResult save(IvrConfig config, long expectedRevision) {
    lock.lock();
    try {
      List<StoredConfig> revisions = configs.computeIfAbsent(config.id(), id -> new ArrayList<>());
      long latest = revisions.size();
      if (latest != expectedRevision) {
        return SaveResult.conflict(latest);
      }
      StoredConfig last = latest == 0 ? null : revisions.get(revisions.size() - 1);
      if (last != null && last.config().contentHash().equals(config.contentHash())) {
        return SaveResult.unchanged(latest);
      }
      Instant savedAt = Revisions.savedAt(clock.instant(), last == null ? null : last.savedAt());
      revisions.add(new StoredConfig(config.withRevision(latest + 1), savedAt));
      return SaveResult.saved(latest + 1);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<ConfigRevision> history(String id, int limit) {
    Revisions.requireLimit(limit);
    List<StoredConfig> newestFirst = revisions(id);
    Collections.reverse(newestFirst);
    return newestFirst.stream()
        .limit(limit)
        .map(
            stored ->
                new ConfigRevision(
                    stored.config().revision(), stored.savedAt(), stored.config().contentHash()))
        .toList();
  }

  /** A copy. */
  private List<StoredConfig> revisions(String id) {
    lock.lock();
    try {
      return new ArrayList<>(configs.getOrDefault(id, List.of()));
    } finally {
      lock.unlock();
    }
  }
}
