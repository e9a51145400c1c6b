package inc.phone.ivr.routing;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Answers which agent takes an inbound call.
 *
 * <ol>
 *   <li>What was dialled is read as a number and looked up in the {@link NumberDirectory}.
 *   <li>The agent is the campaign's, else the tenant's default, else the system's default.
 *   <li>The caller becomes a lead of the campaign ({@link LeadRegistry}), the call a line of the
 *       {@link CallJournal}; both at once.
 *   <li>The answer is an {@link AgentDispatch}: as soon as all of that is done, and no later than
 *       the deadline, with the agent that is known by then.
 * </ol>
 *
 * <p>Each part may be missing. One that fails, hangs or has too many calls under way keeps no
 * caller waiting: it is told to the {@link RoutingObserver}, and tried again with growing delays (1
 * s, doubling, at most 1 min). What waits for a repair is kept in memory, up to a limit, and is
 * lost when the process ends: what must survive that belongs to the host's own parts. A repeated
 * request for a call that is still being worked on gets the same answer and does nothing.
 *
 * <p>Thread-safe. Owns no threads: the host's parts run on the executor, deadlines and delays on
 * the scheduler, and neither is closed here.
 *
 * @since 0.1.0
 */
public final class InboundCallRouter implements AutoCloseable {
  private final RoutingParts parts;
  private final Clock clock;
  private final int maxOpenCalls;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, RoutedCall> openCalls = new HashMap<>(); // guarded by lock
  private boolean closed; // guarded by lock

  InboundCallRouter(InboundCallRouterBuilder builder) {
    this.parts = new RoutingParts(builder, (call, missing) -> forget(call));
    this.clock = builder.clock;
    this.maxOpenCalls = builder.maxOpenCalls;
  }

  /**
   * Starts a router.
   *
   * @return a builder; {@code executor} and {@code scheduler} are required
   */
  public static InboundCallRouterBuilder builder() {
    return new InboundCallRouterBuilder();
  }

  /**
   * Answers a call. Returns at once.
   *
   * @param request the call
   * @return the dispatch, complete by the deadline, never exceptionally
   */
  public CompletableFuture<AgentDispatch> route(InboundCallRequest request) {
    RoutedCall call = new RoutedCall(parts, request, now());
    RoutedCall known = open(call);
    if (known == call) {
      call.attempt();
    }
    return known.answer.copy();
  }

  /**
   * Notes the end of a call: its lead becomes completed, its line in the journal too. Returns at
   * once and never throws; what fails is tried again like everything else. May come before the call
   * itself, again, or for a call of another node.
   *
   * @param callId the call
   * @param at when it was hung up
   */
  public void hungUp(String callId, Instant at) {
    Instant moment = at.truncatedTo(ChronoUnit.MICROS);
    RoutedCall known = find(callId);
    if (known != null && known.end(moment)) {
      return;
    }
    RoutedCall call = new RoutedCall(parts, callId, moment);
    if (open(call) == call) {
      call.attempt();
    }
  }

  /** How many calls have work under way or waiting. */
  int openCalls() {
    lock.lock();
    try {
      return openCalls.size();
    } finally {
      lock.unlock();
    }
  }

  private @Nullable RoutedCall find(String callId) {
    lock.lock();
    try {
      return openCalls.get(callId);
    } finally {
      lock.unlock();
    }
  }

  /** Notes a call, unless it is there already; returns the one that is there now. */
  private RoutedCall open(RoutedCall call) {
    boolean isClosed;
    lock.lock();
    try {
      isClosed = closed;
      RoutedCall found = openCalls.get(call.callId);
      RoutedCall known = found == null || found.isOver() ? null : found;
      if (known != null && (known.isAnswerable() || !call.isAnswerable())) {
        return known;
      }
      Instant endedAt = known == null ? null : known.endedAt();
      if (endedAt != null) {
        call.end(endedAt); // the end came first, and waits for the beginning now
      }
      if (!closed && (found != null || openCalls.size() < maxOpenCalls)) {
        openCalls.put(call.callId, call);
      } else {
        call.tryOnlyOnce();
      }
    } finally {
      lock.unlock();
    }
    if (isClosed) {
      call.giveUp();
    }
    return call;
  }

  private void forget(RoutedCall call) {
    lock.lock();
    try {
      openCalls.remove(call.callId, call);
    } finally {
      lock.unlock();
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Gives up all repairs, telling the observer, and answers whoever still waits. Later calls get
   * the default agent. What was passed in stays open. May be called twice.
   */
  @Override
  public void close() {
    List<RoutedCall> rest;
    lock.lock();
    try {
      closed = true;
      rest = new ArrayList<>(openCalls.values());
    } finally {
      lock.unlock();
    }
    rest.forEach(RoutedCall::giveUp);
  }
}
