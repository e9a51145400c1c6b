package inc.phone.ivr.routing;

import static inc.phone.ivr.routing.RoutingStep.DIRECTORY;
import static inc.phone.ivr.routing.RoutingStep.JOURNAL;
import static inc.phone.ivr.routing.RoutingStep.JOURNAL_HANG_UP;
import static inc.phone.ivr.routing.RoutingStep.LEAD;
import static inc.phone.ivr.routing.RoutingStep.LEAD_HANG_UP;

import inc.phone.ivr.routing.RoutingObserver.Problem;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One call and what is still to be done for it.
 *
 * <p>Work goes in attempts. An attempt begins every step that may begin, each on the executor, and
 * ends when nothing more can be done now or the deadline is over. The first attempt's end is the
 * answer, with the agent that is known by then. Steps that are not done are for the next attempt; a
 * step that hangs keeps its place in its bulkhead, is never begun a second time meanwhile, and
 * counts if it returns after all. The lock guards the fields below it and is never held while code
 * of the host's runs.
 */
final class RoutedCall {
  private enum State {
    DUE,
    RUNNING,
    DONE
  }

  final String callId;
  final CompletableFuture<AgentDispatch> answer = new CompletableFuture<>();
  private final RoutingParts parts;
  private final @Nullable InboundCallRequest request;
  private final Instant at;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<RoutingStep, State> states = new EnumMap<>(RoutingStep.class);
  private final Set<RoutingStep> failedNow = EnumSet.noneOf(RoutingStep.class);
  private final Set<RoutingStep> failedEver = EnumSet.noneOf(RoutingStep.class);
  private @Nullable DialledNumber number;
  private boolean journaledWithNumber;
  private @Nullable Instant endedAt;
  private int attempt;
  private int maxAttempts;
  private boolean open;
  private boolean over;

  /** A call that comes in. */
  RoutedCall(RoutingParts parts, InboundCallRequest request, Instant at) {
    this(parts, request.callId(), request, at);
    done(DIRECTORY, parts.directory == null || parts.called(request).isEmpty());
    done(JOURNAL, parts.journal == null);
    done(JOURNAL_HANG_UP, parts.journal == null);
    noLeadUnlessPossible();
  }

  /** The end of a call that is not known here. */
  RoutedCall(RoutingParts parts, String callId, Instant endedAt) {
    this(parts, callId, null, endedAt);
    this.endedAt = endedAt;
    List.of(DIRECTORY, LEAD, JOURNAL).forEach(step -> done(step, true));
    done(LEAD_HANG_UP, parts.leads == null);
    done(JOURNAL_HANG_UP, parts.journal == null);
  }

  private RoutedCall(
      RoutingParts parts, String callId, @Nullable InboundCallRequest request, Instant at) {
    this.parts = parts;
    this.callId = callId;
    this.request = request;
    this.at = at;
    this.maxAttempts = parts.maxAttempts;
    Stream.of(RoutingStep.values()).forEach(step -> states.put(step, State.DUE));
  }

  private void done(RoutingStep step, boolean isDone) {
    if (isDone) {
      states.put(step, State.DONE);
    }
  }

  /** There is a lead only of a caller with a number, in a campaign. */
  private void noLeadUnlessPossible() {
    boolean known = states.get(DIRECTORY) == State.DONE;
    boolean possible =
        parts.leads != null
            && (!known || (number != null && number.campaignId().isPresent()))
            && request != null
            && parts.caller(request).isPresent();
    done(LEAD, !possible);
    done(LEAD_HANG_UP, !possible);
  }

  /** When the call was hung up, if it was while it was here. */
  @Nullable Instant endedAt() {
    lock.lock();
    try {
      return endedAt;
    } finally {
      lock.unlock();
    }
  }

  /** There is no room to wait for a repair. */
  void tryOnlyOnce() {
    lock.lock();
    try {
      maxAttempts = 1;
    } finally {
      lock.unlock();
    }
  }

  boolean isOver() {
    lock.lock();
    try {
      return over;
    } finally {
      lock.unlock();
    }
  }

  /** Whether this is a call that came in, and not only the end of one. */
  boolean isAnswerable() {
    return request != null;
  }

  /** Notes the end. Returns false if all work here is over. */
  boolean end(Instant moment) {
    lock.lock();
    try {
      if (over) {
        return false;
      }
      if (endedAt == null) {
        endedAt = moment;
      }
    } finally {
      lock.unlock();
    }
    proceed();
    return true;
  }

  /** Begins an attempt. */
  void attempt() {
    int now;
    lock.lock();
    try {
      if (over || open) {
        return;
      }
      now = ++attempt;
      open = true;
      failedNow.clear();
    } finally {
      lock.unlock();
    }
    if (parts.later(() -> timeUp(now), parts.deadline)) {
      proceed();
    } else {
      timeUp(now); // no deadline can be kept, so nobody waits for anything
    }
  }

  private void timeUp(int ofAttempt) {
    List<RoutingStep> slow;
    lock.lock();
    try {
      if (!open || attempt != ofAttempt) {
        return;
      }
      slow = unfinished();
      failedNow.addAll(slow);
      failedEver.addAll(slow);
    } finally {
      lock.unlock();
    }
    answer();
    slow.forEach(step -> parts.failed(callId, step, Problem.TOO_SLOW, null));
    beginReady(); // the journal need not wait for a directory that hangs
    close(ofAttempt);
  }

  private void proceed() {
    beginReady();
    int idle;
    lock.lock();
    try {
      idle = open && unfinished().isEmpty() && ready().isEmpty() ? attempt : 0;
    } finally {
      lock.unlock();
    }
    if (idle > 0) {
      close(idle);
    }
  }

  private List<RoutingStep> unfinished() {
    return Stream.of(RoutingStep.values())
        .filter(step -> states.get(step) == State.RUNNING && !failedNow.contains(step))
        .toList();
  }

  private List<RoutingStep> ready() {
    return !open
        ? List.of()
        : Stream.of(RoutingStep.values())
            .filter(step -> states.get(step) == State.DUE && !failedNow.contains(step))
            .filter(this::mayBegin)
            .toList();
  }

  private boolean mayBegin(RoutingStep step) {
    return switch (step) {
      case DIRECTORY -> true;
      case LEAD -> states.get(DIRECTORY) == State.DONE;
      case JOURNAL -> states.get(DIRECTORY) == State.DONE || failedNow.contains(DIRECTORY);
      case LEAD_HANG_UP -> endedAt != null && states.get(LEAD) == State.DONE;
      case JOURNAL_HANG_UP -> endedAt != null && states.get(JOURNAL) == State.DONE;
    };
  }

  private void beginReady() {
    List<RoutingStep> steps;
    lock.lock();
    try {
      steps = ready();
      steps.forEach(step -> states.put(step, State.RUNNING));
    } finally {
      lock.unlock();
    }
    steps.forEach(this::begin);
  }

  private void begin(RoutingStep step) {
    try {
      if (!parts.bulkhead(step).begin(() -> run(step))) {
        notDone(step, Problem.SATURATED, null);
      }
    } catch (RuntimeException | Error e) {
      notDone(step, Problem.FAILED, e);
    }
  }

  @SuppressWarnings("InterruptedExceptionSwallowed") // the flag is set again
  private void run(RoutingStep step) {
    DialledNumber known;
    Instant ended;
    lock.lock();
    try {
      known = number;
      ended = endedAt;
    } finally {
      lock.unlock();
    }
    try {
      Optional<DialledNumber> found = parts.run(step, callId, request, at, known, ended);
      isDone(step, step == DIRECTORY ? found.orElse(null) : known);
    } catch (Exception | Error e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      notDone(step, Problem.FAILED, e);
    }
  }

  private void isDone(RoutingStep step, @Nullable DialledNumber with) {
    boolean repaired;
    lock.lock();
    try {
      states.put(step, State.DONE);
      repaired = failedEver.remove(step);
      if (step == DIRECTORY) {
        number = with;
        noLeadUnlessPossible();
      } else if (step == JOURNAL) {
        journaledWithNumber = with != null;
      }
      boolean knowsMore = number != null && !journaledWithNumber;
      if (knowsMore && states.get(JOURNAL) == State.DONE && parts.journal != null) {
        states.put(JOURNAL, State.DUE);
      }
    } finally {
      lock.unlock();
    }
    if (repaired) {
      parts.repaired(callId, step);
    }
    proceed();
  }

  private void notDone(RoutingStep step, Problem problem, @Nullable Throwable cause) {
    lock.lock();
    try {
      states.put(step, State.DUE);
      failedNow.add(step);
      failedEver.add(step);
    } finally {
      lock.unlock();
    }
    parts.failed(callId, step, problem, cause);
    proceed();
  }

  private void close(int ofAttempt) {
    List<RoutingStep> missing;
    boolean again;
    lock.lock();
    try {
      if (!open || attempt != ofAttempt) {
        return;
      }
      open = false;
      missing = missing();
      again = !missing.isEmpty() && attempt < maxAttempts;
      over = !again;
    } finally {
      lock.unlock();
    }
    answer();
    if (!again) {
      parts.over(this, missing);
    } else if (!parts.later(this::attempt, parts.backoff(ofAttempt))) {
      giveUp();
    }
  }

  private List<RoutingStep> missing() {
    return Stream.of(RoutingStep.values())
        .filter(step -> states.get(step) != State.DONE)
        .filter(step -> endedAt != null || (step != LEAD_HANG_UP && step != JOURNAL_HANG_UP))
        .toList();
  }

  /** Ends all work; what is missing stays so. */
  void giveUp() {
    List<RoutingStep> missing;
    lock.lock();
    try {
      if (over) {
        return;
      }
      over = true;
      open = false;
      missing = missing();
    } finally {
      lock.unlock();
    }
    answer();
    parts.over(this, missing);
  }

  private void answer() {
    if (request != null && !answer.isDone()) {
      DialledNumber known;
      lock.lock();
      try {
        known = number;
      } finally {
        lock.unlock();
      }
      answer.complete(parts.dispatch(request, known));
    }
  }
}
