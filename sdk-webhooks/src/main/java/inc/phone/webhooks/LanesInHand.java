package inc.phone.webhooks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of one listener that a node has leased. Guarded by the lock of the dispatcher's state.
 *
 * <p>So many are worked on at once as the listener allows. More are taken only while there is a
 * backlog and they are done with faster than they are fetched: a round trip then brings up to
 * {@value #MAX}. As soon as one of them has to wait noticeably, no more are taken than are worked
 * on, because another node might have a thread for it.
 */
final class LanesInHand {
  /** More do not make a lane cheaper. */
  static final int MAX = 64;

  private final int limit;
  private final Deque<LaneTask> waiting = new ArrayDeque<>();
  private int running;
  private int ahead;
  private int asked;
  private int brought;

  /**
   * @param limit how many are worked on at once
   */
  LanesInHand(int limit) {
    this.limit = limit;
  }

  /** How many more to take; what comes before the next question is the answer. */
  int free() {
    boolean backlog = asked > 0 && brought >= asked;
    if (backlog && running + waiting.size() <= limit / 2) {
      ahead = Math.min(Math.max(0, MAX - limit), 2 * ahead + limit);
    }
    int free = Math.max(0, limit + ahead - running - waiting.size());
    if (free > 0) {
      asked = free;
      brought = 0;
    }
    return free;
  }

  void add(LaneTask task) {
    brought++;
    waiting.add(task);
  }

  /** The next one to work on, or null. */
  @Nullable LaneTask begin() {
    LaneTask next = running < limit ? waiting.poll() : null;
    running += next == null ? 0 : 1;
    return next;
  }

  /** It is done, or given back. */
  void remove(LaneTask task) {
    if (!waiting.remove(task)) {
      running--;
    }
  }

  /** Those that wait too long. */
  List<LaneTask> overdue(Predicate<LaneTask> isOverdue) {
    List<LaneTask> overdue = waiting.stream().filter(isOverdue).toList();
    if (!overdue.isEmpty()) {
      ahead = 0;
      asked = 0;
    }
    return overdue;
  }

  /** Time goes by. */
  void age() {
    waiting.forEach(LaneTask::age);
  }
}
