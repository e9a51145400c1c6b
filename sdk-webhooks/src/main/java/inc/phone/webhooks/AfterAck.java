package inc.phone.webhooks;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.spi.Page;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the host something about calls once their senders have their answer, one call at a time.
 *
 * <p>What is left to ask is a state of the stored call, so nothing is lost here: neither by a
 * failure, nor by a full queue, nor by the end of the process. Thread-safe.
 */
final class AfterAck {
  private static final Logger LOG = LoggerFactory.getLogger(AfterAck.class);

  /** Calls waiting for their turn; more are found again by a sweep. */
  private static final int MAX_WAITING = 10_000;

  private final String subject;
  private final Executor executor;
  private final Work work;

  private final ReentrantLock lock = new ReentrantLock();
  private final Set<CallKey> waiting = new LinkedHashSet<>(); // guarded by lock
  private boolean running; // guarded by lock
  private boolean closed; // guarded by lock

  /** What came of asking. */
  enum Answer {
    /** The call has its answer now and had none before. */
    GIVEN,
    NOT_NEEDED,
    FAILED
  }

  /** Asks, and keeps the answer. */
  @FunctionalInterface
  interface Work {
    /**
     * Does it for one call.
     *
     * @return whether the call has its answer now and had none before
     * @throws Exception whatever a host's store, lookup or resolver throws
     */
    boolean on(CallKey key) throws Exception;
  }

  /**
   * @param subject what is asked for, for the log
   */
  AfterAck(String subject, Executor executor, Work work) {
    this.subject = subject;
    this.executor = executor;
    this.work = work;
  }

  /** Notes a call; never blocks. */
  void enqueue(CallKey key) {
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

  /**
   * Works through everything that is pending, once, on the caller's thread. What fails keeps
   * nothing behind it from being tried.
   *
   * @param pending the page of pending calls that begins at a cursor
   * @return how many calls have their answer now
   */
  int sweep(Function<@Nullable String, Page<CallRecord>> pending) {
    int answered = 0;
    String cursor = null;
    do {
      Page<CallRecord> page = pending.apply(cursor);
      for (CallRecord call : page.items()) {
        answered += ask(call.key()) == Answer.GIVEN ? 1 : 0;
      }
      cursor = page.nextCursor();
    } while (cursor != null);
    return answered;
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

  private void start() {
    try {
      executor.execute(this::drain);
    } catch (RuntimeException | Error e) {
      // Shut down, or no thread to be had: the event is stored, and the next one starts anew.
      stop();
      LOG.atWarn()
          .addKeyValue("subject", subject)
          .addKeyValue("failure", Failure.of(e))
          .log("the executor takes no work; calls stay pending");
    }
  }

  private void drain() {
    for (CallKey key = next(); key != null; key = next()) {
      ask(key);
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

  /** Asks about one call, on the caller's thread. */
  Answer ask(CallKey key) {
    return ask(key, work);
  }

  /** The same for somebody who does it in another way. */
  Answer ask(CallKey key, Work how) {
    try {
      return how.on(key) ? Answer.GIVEN : Answer.NOT_NEEDED;
    } catch (Exception | Error e) {
      // The host's code or store failed, in Kotlin even with a checked exception. The call stays
      // pending, which is a state, not a loss; letting it through would end all other work.
      LOG.atWarn()
          .addKeyValue("subject", subject)
          .addKeyValue("call", key)
          .addKeyValue("failure", Failure.of(e))
          .log("lookup failed, the call stays pending");
      LOG.debug("lookup failed", e);
      return Answer.FAILED;
    }
  }
}
