package inc.phone.webhooks;

import inc.phone.webhooks.IngestTicket.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Two queues, so that one can merge while the other waits for the database.
 *
 * <p>All events of a call go through the same one: two leaders of a node never race for a call.
 * More than two only make the batches smaller. Thread-safe.
 */
final class IngestQueues {
  private static final int QUEUES = Integer.getInteger("q", 2);

  private final List<IngestQueue> queues = new ArrayList<>(QUEUES);

  /**
   * @param capacity how many events may wait in all
   */
  IngestQueues(int capacity, IngestRound round, Observer observer) {
    Semaphore room = new Semaphore(capacity);
    for (int i = 0; i < QUEUES; i++) {
      queues.add(new IngestQueue(room, round, observer));
    }
  }

  Outcome submit(IngestTicket ticket) {
    int hash = ticket.key().hashCode();
    return queues.get(Math.floorMod(hash ^ (hash >>> 16), QUEUES)).submit(ticket);
  }
}
