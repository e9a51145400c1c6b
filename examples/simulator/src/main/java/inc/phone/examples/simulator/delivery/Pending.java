package inc.phone.examples.simulator.delivery;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How much is still to be done, and waiting until it is nothing. Thread-safe. */
final class Pending {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long count; // guarded by lock
  private boolean closed; // guarded by lock

  void begin() {
    lock.lock();
    try {
      count++;
    } finally {
      lock.unlock();
    }
  }

  void end() {
    lock.lock();
    try {
      count--;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Lets all who wait go. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  long count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  boolean awaitNone(Duration atMost) throws InterruptedException {
    long nanos = TimeUnit.NANOSECONDS.convert(atMost);
    lock.lock();
    try {
      while (count > 0 && !closed && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return count == 0;
    } finally {
      lock.unlock();
    }
  }
}
