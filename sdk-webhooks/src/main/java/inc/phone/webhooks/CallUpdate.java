package inc.phone.webhooks;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.spi.OutcomeUnknownException;
import inc.phone.webhooks.spi.StoredCall;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Changes something of a stored call that no event says: who the customer is.
 *
 * <p>Changes that come together share a load and a commit, as events do: the thread that finds
 * nobody leading runs rounds until its own change is done; the others wait. Changes of one call go
 * one after the other. No more wait than there are threads. Thread-safe.
 */
final class CallUpdate {
  /** Changes of one round; more would only make the first of them wait longer. */
  static final int MAX_BATCH = 64;

  private final UpdateRound round;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<UpdateTicket> waiting = new ArrayDeque<>(); // guarded by lock
  private @Nullable Thread leader; // guarded by lock

  CallUpdate(UpdateRound round) {
    this.round = round;
  }

  /**
   * Loads, changes and commits a call until nobody interferes.
   *
   * @param change what to do; may run several times, each on what was just loaded, on any thread
   * @return false if there is no such call, or if it turned out to be erased
   * @throws OutcomeUnknownException if the store is in trouble or the race was lost too often
   * @throws IllegalArgumentException if the store refuses the change for its content
   */
  boolean update(CallKey key, Consumer<CallProjection> change) {
    return submit(new UpdateTicket(key, null, change));
  }

  /** The same for a call that was just seen. */
  boolean update(StoredCall seen, Consumer<CallProjection> change) {
    return submit(new UpdateTicket(seen.key(), seen, change));
  }

  private boolean submit(UpdateTicket ticket) {
    if (isLeader()) {
      // Called in the middle of a round, by a store that runs others meanwhile: nobody else could.
      while (!ticket.isDone()) {
        round.run(List.of(ticket));
      }
    } else if (mustLead(ticket)) {
      lead(ticket);
    }
    return ticket.result();
  }

  /** How many changes nobody has begun with. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private boolean isLeader() {
    lock.lock();
    try {
      return Thread.currentThread().equals(leader);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the change is done, and then is false, or until somebody has to lead. */
  private boolean mustLead(UpdateTicket ticket) {
    lock.lock();
    try {
      waiting.add(ticket);
      while (leader != null && !ticket.isDone()) {
        changed.awaitUninterruptibly();
      }
      if (ticket.isDone()) {
        return false;
      }
      leader = Thread.currentThread();
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void lead(UpdateTicket own) {
    // Others' changes depend on this thread now: an interrupt must wait until it leads no more.
    boolean interrupted = Thread.interrupted();
    try {
      while (!own.isDone()) {
        List<UpdateTicket> batch = take();
        try {
          round.run(batch);
        } finally {
          interrupted |= Thread.interrupted();
          putBack(batch);
        }
      }
    } finally {
      stepDown();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The first of each call. */
  private List<UpdateTicket> take() {
    lock.lock();
    try {
      Map<CallKey, UpdateTicket> batch = new LinkedHashMap<>();
      for (UpdateTicket ticket : waiting) {
        if (batch.size() < MAX_BATCH) {
          batch.putIfAbsent(ticket.key(), ticket);
        }
      }
      waiting.removeAll(batch.values());
      return List.copyOf(batch.values());
    } finally {
      lock.unlock();
    }
  }

  private void putBack(List<UpdateTicket> batch) {
    lock.lock();
    try {
      for (int i = batch.size() - 1; i >= 0; i--) {
        if (!batch.get(i).isDone()) {
          waiting.addFirst(batch.get(i));
        }
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void stepDown() {
    lock.lock();
    try {
      leader = null;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
