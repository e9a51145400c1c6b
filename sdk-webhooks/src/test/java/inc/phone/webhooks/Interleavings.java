package inc.phone.webhooks;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * Runs a few threads one step at a time, in every order of their steps.
 *
 * <p>A thread stops before each {@link #step()} until it is chosen; only one runs at any time. A
 * run is known by its choices, so all runs are found by counting them up, and any can be repeated.
 */
final class Interleavings {
  /** One run: what the threads do, and what must be true afterwards. */
  interface Run {
    List<Runnable> threads();

    void check();
  }

  /** Makes a run from nothing; its threads call {@link #step()} of the argument. */
  interface Scenario {
    Run begin(Interleavings steps);
  }

  private final List<Worker> workers = new ArrayList<>();
  private final IntUnaryOperator choice;
  private final Deque<int[]> taken = new ArrayDeque<>(); // choice, number of options

  private Interleavings(IntUnaryOperator choice) {
    this.choice = choice;
  }

  /** Runs every interleaving and says how many there were. */
  static int all(Scenario scenario) throws InterruptedException {
    int[] plan = {};
    for (int runs = 1; ; runs++) {
      int[] prefix = plan;
      int[] position = {0};
      Interleavings steps =
          new Interleavings(options -> position[0] < prefix.length ? prefix[position[0]++] : 0);
      steps.run(scenario);
      while (!steps.taken.isEmpty() && steps.taken.getLast()[0] + 1 == steps.taken.getLast()[1]) {
        steps.taken.removeLast();
      }
      if (steps.taken.isEmpty()) {
        return runs;
      }
      steps.taken.getLast()[0]++;
      plan = steps.taken.stream().mapToInt(taken -> taken[0]).toArray();
    }
  }

  /** Runs one interleaving. */
  static void one(Scenario scenario, IntUnaryOperator choice) throws InterruptedException {
    new Interleavings(choice).run(scenario);
  }

  private void run(Scenario scenario) throws InterruptedException {
    Run run = scenario.begin(this);
    run.threads().forEach(what -> workers.add(new Worker(what)));
    for (Worker worker : workers) {
      worker.thread.start();
      worker.awaitStop();
    }
    List<Worker> open = new ArrayList<>(workers);
    for (open.removeIf(Worker::isDone); !open.isEmpty(); open.removeIf(Worker::isDone)) {
      int chosen = open.size() == 1 ? 0 : choice.applyAsInt(open.size());
      if (open.size() > 1) {
        taken.addLast(new int[] {chosen, open.size()});
      }
      open.get(chosen).go();
      open.get(chosen).awaitStop();
    }
    String path = taken.stream().map(taken -> String.valueOf(taken[0])).toList().toString();
    for (Worker worker : workers) {
      if (worker.failure != null) {
        throw new AssertionError("choices " + path, worker.failure);
      }
    }
    try {
      run.check();
    } catch (AssertionError e) {
      throw new AssertionError("choices " + path + ": " + e.getMessage(), e);
    }
  }

  /** Stops the calling thread until it is chosen, if it is one of ours. */
  void step() {
    for (Worker worker : workers) {
      if (worker.thread == Thread.currentThread()) {
        worker.stop();
      }
    }
  }

  private static final class Worker {
    private final Thread thread;
    private volatile Throwable failure;
    private boolean stopped;
    private boolean done;

    Worker(Runnable what) {
      this.thread =
          new Thread(
              () -> {
                try {
                  stop();
                  what.run();
                } catch (Throwable e) {
                  failure = e;
                } finally {
                  end();
                }
              });
    }

    synchronized void stop() {
      stopped = true;
      notifyAll();
      while (stopped) {
        try {
          wait();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    }

    synchronized void end() {
      done = true;
      notifyAll();
    }

    synchronized void go() {
      stopped = false;
      notifyAll();
    }

    synchronized void awaitStop() throws InterruptedException {
      while (!stopped && !done) {
        wait();
      }
    }

    synchronized boolean isDone() {
      return done;
    }
  }
}
