package inc.phone.webhooks;

import inc.phone.webhooks.IngestTicket.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Two queues, so that the events of one merge while those of the other wait for the database.
 *
 * <p>All events of a call go through the same one, so that the two never race for a call; they
 * share one bound. More than two only make the batches smaller. Thread-safe.
 */
final class IngestQueues {
  private static final int QUEUES = Integer.getInteger("queues", 2);

  private final List<IngestQueue> queues = new ArrayList<>(QUEUES);

  /**
   * @param capacity how many events may be queued in all
   */
  IngestQueues(int capacity, IngestRound round, Observer observer) {
    Semaphore room = new Semaphore(capacity);
    Runnable tellDepth =
        () -> observer.tell(telemetry -> telemetry.queueDepth(capacity - room.availablePermits()));
    for (int i = 0; i < QUEUES; i++) {
      queues.add(new IngestQueue(room, round, tellDepth));
    }
  }

  Outcome submit(IngestTicket ticket) {
    IngestQueue queue = queues.get(Math.floorMod(ticket.key().hashCode(), QUEUES));
    boolean isLeader = queues.stream().anyMatch(IngestQueue::isLedByThisThread);
    return isLeader ? queue.store(ticket) : queue.submit(ticket);
  }
}
