package inc.phone.examples.simulator;

import inc.phone.examples.simulator.delivery.Timer;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes as fast as the tasks run. */
final class VirtualTime implements Timer {
  private record Task(Duration due, long order, Runnable work) {}

  private final PriorityQueue<Task> tasks =
      new PriorityQueue<>(Comparator.comparing(Task::due).thenComparing(Task::order));
  private Duration now = Duration.ZERO;
  private long scheduled;

  @Override
  public void schedule(Duration delay, Runnable work) {
    tasks.add(new Task(now.plus(delay), scheduled++, work));
  }

  Duration now() {
    return now;
  }

  void runAll() {
    while (!tasks.isEmpty()) {
      Task next = tasks.remove();
      now = next.due();
      next.work().run();
    }
  }
}
