package inc.phone.webhooks;

import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Daemon threads for listeners, if the host gives none: made when first needed, idle ones end. */
final class ListenerThreads implements Executor {
  private final int threads;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable ForkJoinPool pool; // guarded by lock
  private boolean closed; // guarded by lock

  ListenerThreads(int threads) {
    this.threads = threads;
  }

  @Override
  public void execute(Runnable task) {
    lock.lock();
    try {
      if (closed) {
        throw new RejectedExecutionException("the receiver is closed");
      }
      if (pool == null) {
        pool =
            new ForkJoinPool(threads, ForkJoinPool.defaultForkJoinWorkerThreadFactory, null, true);
      }
      pool.execute(task);
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more work; what runs goes on. */
  void close() {
    lock.lock();
    try {
      closed = true;
      if (pool != null) {
        pool.shutdown();
      }
    } finally {
      lock.unlock();
    }
  }
}
