package inc.phone.webhooks;

import inc.phone.webhooks.call.CallKey;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One event on its way to the store, and the thread that waits for the answer. */
final class IngestTicket {
  /** What became of an event. */
  enum Outcome {
    ACCEPTED,
    DUPLICATE,
    /** The store will never keep this content. */
    REFUSED,
    /** Nothing is known to be written; the sender must try again. */
    UNAVAILABLE
  }

  private enum Stage {
    WAITING,
    LEADING,
    /** The thread does not wait any more; the event goes on without it. */
    LEFT,
    DONE
  }

  private final CallKey key;
  private final PhoneEvent event;
  private final Instant receivedAt;
  private final Thread thread = Thread.currentThread();
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
  private @Nullable Outcome outcome;

  /** How many rounds this event was in; touched by the leader only. */
  int rounds;

  /**
   * Whether it must be committed apart from other events of its call; touched by the leader only.
   */
  boolean alone;

  /** Whether an event that follows this new one was already there; set by each merge. */
  boolean late;

  /** Whether this repeat said something else than the first copy; set by each merge. */
  boolean differs;

  IngestTicket(CallKey key, PhoneEvent event, Instant receivedAt) {
    this.key = key;
    this.event = event;
    this.receivedAt = receivedAt;
  }

  CallKey key() {
    return key;
  }

  PhoneEvent event() {
    return event;
  }

  Instant receivedAt() {
    return receivedAt;
  }

  /** Sets what will be answered; for the leader only. */
  void decide(Outcome result) {
    outcome = result;
  }

  /** For the leader only. */
  boolean isDecided() {
    return outcome != null;
  }

  /** Lets the waiting thread have what was decided. */
  void answer() {
    boolean waits = stage.getAndSet(Stage.DONE) == Stage.WAITING;
    if (waits && !thread.equals(Thread.currentThread())) {
      LockSupport.unpark(thread);
    }
  }

  private boolean isAnswered() {
    return stage.get() == Stage.DONE;
  }

  /** Makes the waiting thread the leader; false if it does not wait any more. */
  boolean promote() {
    boolean promoted = stage.compareAndSet(Stage.WAITING, Stage.LEADING);
    if (promoted) {
      LockSupport.unpark(thread);
    }
    return promoted;
  }

  /** Ends the wait without an outcome; nobody can make this thread the leader any more. */
  void leave() {
    if (!stage.compareAndSet(Stage.WAITING, Stage.LEFT)) {
      stage.compareAndSet(Stage.LEADING, Stage.LEFT);
    }
  }

  /** Waits for the outcome, leading if asked to. An interrupt ends the wait, not the event. */
  Outcome await(Runnable lead) {
    boolean interrupted = false;
    while (!isAnswered()) {
      if (stage.get() == Stage.LEADING) {
        lead.run();
      } else if (Thread.interrupted()) {
        interrupted = true;
        if (stage.compareAndSet(Stage.WAITING, Stage.LEFT)) {
          break;
        }
      } else {
        LockSupport.park(this);
      }
    }
    if (interrupted) {
      thread.interrupt();
    }
    return isAnswered() ? Objects.requireNonNull(outcome) : Outcome.UNAVAILABLE;
  }
}
