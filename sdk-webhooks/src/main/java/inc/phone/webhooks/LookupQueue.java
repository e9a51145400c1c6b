package inc.phone.webhooks;

import inc.phone.webhooks.call.CallKey;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls that wait for their lookup where the store keeps no lanes: in memory, one at a time. What
 * is lost here is still pending in the store. Thread-safe.
 */
final class LookupQueue {
  private static final Logger LOG = LoggerFactory.getLogger(LookupQueue.class);

  private static final int MAX_WAITING = 10_000;

  private final Executor executor;
  private final Consumer<CallKey> lookUp;
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<CallKey> waiting = new LinkedHashSet<>(); // guarded by lock
  private boolean running; // guarded by lock
  private boolean closed; // guarded by lock

  LookupQueue(Executor executor, Consumer<CallKey> lookUp) {
    this.executor = executor;
    this.lookUp = lookUp;
  }

  /** Notes a call; never blocks. */
  void add(CallKey key) {
    boolean start;
    lock.lock();
    try {
      if (closed || waiting.size() >= MAX_WAITING) {
        return; // still pending in the store
      }
      waiting.add(key);
      start = !running;
      running = true;
    } finally {
      lock.unlock();
    }
    if (start) {
      start();
    }
  }

  private void start() {
    try {
      executor.execute(this::drain);
    } catch (RuntimeException | Error e) {
      // Shut down, or no thread to be had: the event is stored, and the next one starts anew.
      stop();
      LOG.atWarn()
          .addKeyValue("failure", Failure.of(e))
          .log("the executor takes no work; calls stay pending");
    }
  }

  private void drain() {
    for (CallKey key = next(); key != null; key = next()) {
      lookUp.accept(key);
    }
  }

  private @Nullable CallKey next() {
    lock.lock();
    try {
      if (waiting.isEmpty()) {
        running = false;
        return null;
      }
      CallKey key = waiting.iterator().next();
      waiting.remove(key);
      return key;
    } finally {
      lock.unlock();
    }
  }

  private void stop() {
    lock.lock();
    try {
      waiting.clear();
      running = false;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more work; what waits stays pending in the store. */
  void close() {
    lock.lock();
    try {
      closed = true;
      waiting.clear();
    } finally {
      lock.unlock();
    }
  }
}
