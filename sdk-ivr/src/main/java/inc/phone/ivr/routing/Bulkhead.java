package inc.phone.ivr.routing;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/** Lets so many calls of one kind be under way, and no more: one that hangs keeps its place. */
final class Bulkhead {
  private final Executor executor;
  private final Semaphore places;

  Bulkhead(Executor executor, int places) {
    this.executor = executor;
    this.places = new Semaphore(places);
  }

  /**
   * Begins some work.
   *
   * @return false if there is no place
   * @throws RuntimeException whatever the executor throws; the work was not begun then
   */
  boolean begin(Runnable work) {
    if (!places.tryAcquire()) {
      return false;
    }
    try {
      executor.execute(() -> finish(work));
      return true;
    } catch (RuntimeException | Error e) {
      places.release();
      throw e;
    }
  }

  private void finish(Runnable work) {
    try {
      work.run();
    } finally {
      places.release();
    }
  }
}
