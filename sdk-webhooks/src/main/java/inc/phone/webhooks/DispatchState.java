package inc.phone.webhooks;

import inc.phone.webhooks.spi.Completion;
import inc.phone.webhooks.spi.DeliveryResult;
import inc.phone.webhooks.spi.Lease;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What the threads of a dispatcher know of each other. Thread-safe; never calls out. */
final class DispatchState {
  private static final int MAX_BATCH = 256;

  /**
   * What whoever pumps does next: one or the other.
   *
   * @param finished leases to give back
   * @param free how many lanes may be taken, by listener
   */
  record Work(List<Completion> finished, Map<String, Integer> free) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // All guarded by lock:
  private final Map<String, LanesInHand> hands = new TreeMap<>();
  private final Set<LaneTask> tasks = new LinkedHashSet<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Deque<Completion> finished = new ArrayDeque<>();
  private final List<Completion> unanswered = new ArrayList<>();
  private @Nullable Thread pumper;
  private boolean submitted;
  private boolean wanted;
  private boolean closed;

  DispatchState(Map<String, Integer> limits) {
    limits.forEach((name, limit) -> hands.put(name, new LanesInHand(limit)));
  }

  /** Something may be due; true if somebody has to be asked to pump. */
  boolean want() {
    lock.lock();
    try {
      wanted = true;
      boolean ask = !closed && !submitted && pumper == null;
      submitted |= ask;
      return ask;
    } finally {
      lock.unlock();
    }
  }

  /** Nobody could be asked. */
  void notSubmitted() {
    lock.lock();
    try {
      submitted = false;
    } finally {
      lock.unlock();
    }
  }

  /** Makes this thread the one that pumps; false if there is one already. */
  boolean beginPumping() {
    lock.lock();
    try {
      submitted = false;
      if (pumper != null) {
        return false;
      }
      pumper = Thread.currentThread();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** What to do next; null if there is nothing, and then nobody pumps any more. */
  @Nullable Work nextWork() {
    lock.lock();
    try {
      if (!finished.isEmpty()) {
        return new Work(nextFinished(), Map.of());
      }
      Map<String, Integer> free = wanted && !closed ? free() : Map.of();
      if (free.isEmpty()) {
        stopPumping();
        return null;
      }
      wanted = false;
      return new Work(List.of(), free);
    } finally {
      lock.unlock();
    }
  }

  /** A lane comes once: what was not answered may meet the lane's next lease here. */
  private List<Completion> nextFinished() {
    List<Completion> batch = new ArrayList<>();
    Set<List<Object>> lanes = new HashSet<>();
    while (!finished.isEmpty()
        && batch.size() < MAX_BATCH
        && lanes.add(lane(finished.element().lease()))) {
      batch.add(finished.remove());
    }
    return batch;
  }

  private static List<Object> lane(Lease lease) {
    return List.of(lease.key(), lease.listener());
  }

  private Map<String, Integer> free() {
    Map<String, Integer> free = new HashMap<>();
    hands.forEach(
        (name, hand) -> {
          int left = hand.free();
          if (left > 0) {
            free.put(name, left);
          }
        });
    return free;
  }

  void stopPumping() {
    lock.lock();
    try {
      pumper = null;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Leases came in; {@link #nextToBegin} says with which to begin. */
  void add(List<LaneTask> taken) {
    lock.lock();
    try {
      tasks.addAll(taken);
      taken.forEach(task -> hand(task).add(task));
    } finally {
      lock.unlock();
    }
  }

  /**
   * The next task to hand to the executor; null if there is none, or its listener has its share.
   *
   * @param end what waited so long that its lease ends before is given back instead
   */
  @Nullable LaneTask nextToBegin(Instant end, DeliveryResult notBegun) {
    lock.lock();
    try {
      for (LanesInHand hand : hands.values()) {
        hand.overdue(task -> task.lease().until().isBefore(end))
            .forEach(task -> giveBack(task, notBegun));
        LaneTask next = hand.begin();
        if (next != null) {
          return next;
        }
      }
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** What waits since the last sweep is given back: others may be able to begin with it. */
  void sweep(DeliveryResult notBegun) {
    lock.lock();
    try {
      finished.addAll(unanswered);
      unanswered.clear();
      for (LanesInHand hand : hands.values()) {
        hand.overdue(LaneTask::isOld).forEach(task -> giveBack(task, notBegun));
        hand.age();
      }
    } finally {
      lock.unlock();
    }
  }

  private void giveBack(LaneTask task, DeliveryResult notBegun) {
    if (task.claim()) {
      remove(task, notBegun);
    }
  }

  private LanesInHand hand(LaneTask task) {
    return Objects.requireNonNull(hands.get(task.lease().listener()), "listener");
  }

  void enter() {
    lock.lock();
    try {
      threads.add(Thread.currentThread());
    } finally {
      lock.unlock();
    }
  }

  void leave() {
    lock.lock();
    try {
      threads.remove(Thread.currentThread());
    } finally {
      lock.unlock();
    }
  }

  /** A task is over; without a result its lease is given back already, or ends by itself. */
  void remove(LaneTask task, @Nullable DeliveryResult result) {
    lock.lock();
    try {
      tasks.remove(task);
      hand(task).remove(task);
      if (result != null) {
        finished.add(new Completion(task.lease(), result));
      }
      wanted = true; // a commit of any node may have come during the lease
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Keeps what the store did not answer, as long as it may still be worth something. */
  void keep(List<Completion> completions, Instant now) {
    lock.lock();
    try {
      completions.stream()
          .filter(completion -> completion.lease().until().isAfter(now))
          .forEach(unanswered::add);
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing more; what nobody began is to be given back. False if it was closed before. */
  boolean close(DeliveryResult notBegun) {
    lock.lock();
    try {
      if (closed) {
        return false;
      }
      closed = true;
      List.copyOf(tasks).forEach(task -> giveBack(task, notBegun));
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until nothing runs but the caller.
   *
   * @return how many lanes still run
   */
  int awaitIdle(Duration timeout) throws InterruptedException {
    lock.lock();
    try {
      Thread self = Thread.currentThread();
      long nanos = timeout.toNanos();
      int own = threads.contains(self) ? 1 : 0;
      while ((tasks.size() > own || isPumped(self)) && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return tasks.size();
    } finally {
      lock.unlock();
    }
  }

  /** Whether another thread gives leases back, or is about to. */
  private boolean isPumped(Thread self) {
    return pumper != self && (pumper != null || !finished.isEmpty());
  }
}
