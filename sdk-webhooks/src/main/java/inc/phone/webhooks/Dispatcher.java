package inc.phone.webhooks;

import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.Completion;
import inc.phone.webhooks.spi.DeliveryChange;
import inc.phone.webhooks.spi.DeliveryResult;
import inc.phone.webhooks.spi.DeliveryStore;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.LeaseRequest;
import inc.phone.webhooks.spi.OwedDelivery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes lanes that are due, has them worked on, and gives them back.
 *
 * <ol>
 *   <li>A commit of this node, the sweep or the alarm wakes it: something may be due.
 *   <li>One thread at a time pumps: it gives back all leases that are finished, in one round trip,
 *       and takes new ones, in another, as long as there is something to do. Whoever finishes a
 *       lane while another thread pumps leaves its lease to that thread.
 *   <li>Every lease is worked on by a task of its own on the executor, up to the bound of its
 *       listener, so a listener that hangs takes threads from no other. What waits for its turn too
 *       long is given back for other nodes.
 * </ol>
 *
 * <p>It has no thread and never waits: everything runs on the executor it was given, one thread is
 * enough, and only {@link #close} blocks. What it does not know any more, because a store or an
 * executor failed, is in the store and comes due again. Thread-safe.
 */
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  /** How many deliveries of a lane are handed over at once. */
  static final int PER_LANE = 16;

  private final DeliveryStore store;
  private final String source;
  private final DeliveryOptions options;
  private final DeliveryLanes lanes;
  private final Executor executor;
  private final Clock clock;
  private final Alarm alarm;
  private final DispatchState state;
  private final Deque<PastLane> beginners; // touched by whoever pumps

  Dispatcher(
      DeliveryStore store,
      String source,
      DeliveryOptions options,
      DeliveryLanes lanes,
      Executor executor,
      Clock clock) {
    this.store = store;
    this.source = source;
    this.options = options;
    this.lanes = lanes;
    this.executor = executor;
    this.clock = clock;
    this.alarm = new Alarm(options.scheduler, clock, this::wake);
    this.state = new DispatchState(lanes.limits());
    this.beginners = new ArrayDeque<>(lanes.beginners());
  }

  /** Begins to look for what is due; what was left behind by others first. */
  void start() {
    alarm.schedule(this::sweep, Duration.ZERO);
  }

  private void sweep() {
    if (!state.isClosed()) {
      state.sweep(notBegun());
      wake();
      alarm.schedule(this::sweep, options.sweep);
    }
  }

  /** A change was committed on this node. Never blocks. */
  void committed(CallChange change) {
    DeliveryChange deliveries = change.deliveries();
    if (deliveries.equals(DeliveryChange.NONE)) {
      return;
    }
    Instant now = clock.instant();
    boolean due = deliveries.notice() != null;
    for (OwedDelivery owed : deliveries.owed()) {
      due |= isDueOrRings(owed.dueAt(), now);
    }
    if (deliveries.wakesAt() != null) {
      due |= isDueOrRings(deliveries.wakesAt(), now);
    }
    if (due) {
      wake();
    }
  }

  private boolean isDueOrRings(Instant time, Instant now) {
    if (time.isAfter(now)) {
      alarm.at(time);
      return false;
    }
    return true;
  }

  /** Something may be due. Never blocks. */
  void wake() {
    if (!state.want()) {
      return;
    }
    try {
      executor.execute(this::pump);
    } catch (RuntimeException | Error e) {
      state.notSubmitted();
      LOG.atWarn()
          .addKeyValue("failure", Failure.of(e))
          .log("the executor takes no work; deliveries wait for the next sweep");
    }
  }

  private void pump() {
    if (!state.beginPumping()) {
      return;
    }
    try {
      for (DispatchState.Work work = state.nextWork(); work != null; work = state.nextWork()) {
        if (work.finished().isEmpty()) {
          begin();
          take(work.free());
        } else {
          complete(work.finished());
        }
      }
    } catch (Throwable e) {
      // Whatever a host's store throws, the next sweep must find somebody who can pump.
      state.stopPumping();
      LOG.atWarn()
          .addKeyValue("failure", Failure.of(e))
          .log("nobody takes lanes until the next sweep");
      LOG.debug("nobody takes lanes", e);
    }
  }

  private void begin() {
    try {
      for (PastLane lane = beginners.peek(); lane != null; lane = beginners.peek()) {
        lane.begin();
        beginners.remove();
      }
    } catch (Throwable e) {
      LOG.atWarn()
          .addKeyValue("failure", Failure.of(e))
          .log("past events of a new listener have to wait");
    }
  }

  /** What fails here must not keep the pump from giving back what is finished meanwhile. */
  private void take(Map<String, Integer> free) {
    try {
      lease(free);
    } catch (Throwable e) {
      LOG.atWarn()
          .addKeyValue("failure", Failure.of(e))
          .log("lanes could not be taken; deliveries wait for the next sweep");
      LOG.debug("lanes could not be taken", e);
    }
  }

  private void lease(Map<String, Integer> free) {
    LeaseRequest request =
        new LeaseRequest(source, free, PER_LANE, options.node, now(), options.lease);
    List<LaneTask> taken = new ArrayList<>();
    for (Lease lease : store.lease(request)) {
      LaneWorker worker = Objects.requireNonNull(lanes.workers().get(lease.listener()), "worker");
      taken.add(new LaneTask(lease, worker));
    }
    state.add(taken);
    startWaiting();
  }

  private void startWaiting() {
    Instant end = now().plus(options.attemptTime());
    DeliveryResult notBegun = notBegun();
    for (LaneTask task = state.nextToBegin(end, notBegun);
        task != null;
        task = state.nextToBegin(end, notBegun)) {
      start(task);
    }
  }

  private void start(LaneTask task) {
    try {
      executor.execute(() -> run(task));
    } catch (RuntimeException | Error e) {
      LOG.atWarn()
          .addKeyValue("lane", task.lease())
          .addKeyValue("failure", Failure.of(e))
          .log("the executor takes no work; the lane waits for the next sweep");
      if (task.claim()) {
        state.remove(task, DeliveryResult.nothing(now().plus(options.sweep)));
      }
    }
  }

  private void run(LaneTask task) {
    if (!task.claim()) {
      return; // given back by close()
    }
    state.enter();
    DeliveryResult result = isOver(task.lease()) ? notBegun() : work(task);
    // What a listener did to this thread must not reach the store.
    boolean interrupted = Thread.interrupted();
    state.leave();
    state.remove(task, result);
    startWaiting();
    pump();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** It waited too long for a thread: somebody may have begun already, even this node. */
  private boolean isOver(Lease lease) {
    return !lease.until().isAfter(now());
  }

  private @Nullable DeliveryResult work(LaneTask task) {
    return task.work(state::isClosed).orElse(null);
  }

  private DeliveryResult notBegun() {
    return DeliveryResult.nothing(now());
  }

  private void complete(List<Completion> batch) {
    List<Boolean> answers;
    try {
      answers = store.complete(batch);
    } catch (Throwable e) {
      // If it was written after all, trying again changes nothing: the lease is gone then.
      state.keep(batch, clock.instant());
      LOG.atWarn()
          .addKeyValue("failure", Failure.of(e))
          .log("leases could not be given back; tried again with the next sweep");
      LOG.debug("leases could not be given back", e);
      return;
    }
    Instant now = clock.instant();
    for (int i = 0; i < batch.size(); i++) {
      Completion completion = batch.get(i);
      Instant dueAt = completion.result().dueAt();
      if (!answers.get(i)) {
        LOG.atInfo().addKeyValue("lane", completion.lease()).log("the lease was lost");
      } else if (dueAt != null && dueAt.isAfter(now)) {
        alarm.at(dueAt);
      }
    }
  }

  /**
   * Takes nothing more, gives back what has not begun, and waits for what has, up to the bound.
   * Called by a listener, it does not wait for that listener. May be called twice.
   */
  void close() {
    if (!state.close(notBegun())) {
      return;
    }
    pump();
    try {
      int left = state.awaitIdle(options.closeTimeout);
      if (left > 0) {
        LOG.atWarn()
            .addKeyValue("lanes", left)
            .log("closed while listeners run; what they do not finish is repeated elsewhere");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
