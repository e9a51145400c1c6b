package inc.phone.webhooks;

import inc.phone.webhooks.IngestTicket.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * A queue for each commit that the store works on at once, so that the events of one merge while
 * those of another wait for the database.
 *
 * <p>All events of a call go through the same one, so that they never race for a call; they share
 * one bound. Thread-safe.
 */
final class IngestQueues {
  private final List<IngestQueue> queues = new ArrayList<>();

  /**
   * @param count how many queues
   * @param capacity how many events may be queued in all
   * @throws IllegalArgumentException if there is to be no queue
   */
  IngestQueues(int count, int capacity, IngestRound round, Observer observer) {
    if (count < 1) {
      throw new IllegalArgumentException("the store's commitsAtOnce() must be >= 1, was " + count);
    }
    Semaphore room = new Semaphore(capacity);
    Runnable tellDepth =
        () -> observer.tell(telemetry -> telemetry.queueDepth(capacity - room.availablePermits()));
    for (int i = 0; i < count; i++) {
      queues.add(new IngestQueue(room, round, tellDepth));
    }
  }

  Outcome submit(IngestTicket ticket) {
    IngestQueue queue = queues.get(Math.floorMod(ticket.key().hashCode(), queues.size()));
    boolean isLeader = queues.stream().anyMatch(IngestQueue::isLedByThisThread);
    return isLeader ? queue.store(ticket) : queue.submit(ticket);
  }
}
