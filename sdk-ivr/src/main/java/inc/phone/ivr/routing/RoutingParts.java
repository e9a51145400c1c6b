package inc.phone.ivr.routing;

import inc.phone.ivr.routing.RoutingObserver.Problem;
import inc.phone.number.CallParty;
import inc.phone.number.E164;
import inc.phone.number.NumberNormalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the calls of one router share: the host's parts, each behind a guard. Thread-safe. */
final class RoutingParts {
  private static final Logger LOG = LoggerFactory.getLogger(InboundCallRouter.class);
  private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
  private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(1);
  private static final int DOUBLINGS = 6;

  final @Nullable NumberDirectory directory;
  final @Nullable LeadRegistry leads;
  final @Nullable CallJournal journal;
  final Duration deadline;
  final int maxAttempts;

  private final NumberNormalizer numbers;
  private final DispatchWriter writer;
  private final Scheduler scheduler;
  private final RoutingObserver observer;
  private final Bulkhead directoryCalls;
  private final Bulkhead leadCalls;
  private final Bulkhead journalCalls;
  private final BiConsumer<RoutedCall, List<RoutingStep>> over;

  RoutingParts(InboundCallRouterBuilder builder, BiConsumer<RoutedCall, List<RoutingStep>> over) {
    this.directory = builder.directory;
    this.leads = builder.leads;
    this.journal = builder.journal;
    this.deadline = builder.deadline;
    this.maxAttempts = builder.maxAttempts;
    this.numbers = builder.numbers;
    this.writer = new DispatchWriter(builder.systemAgent);
    this.scheduler = Objects.requireNonNull(builder.scheduler, "scheduler(...) is required");
    this.observer = builder.observer;
    Executor executor = Objects.requireNonNull(builder.executor, "executor(...) is required");
    this.directoryCalls = new Bulkhead(executor, builder.maxInFlight);
    this.leadCalls = new Bulkhead(executor, builder.maxInFlight);
    this.journalCalls = new Bulkhead(executor, builder.maxInFlight);
    this.over = over;
  }

  Optional<E164> caller(InboundCallRequest request) {
    return CallParty.of(request.fromNumber(), numbers).number();
  }

  Optional<E164> called(InboundCallRequest request) {
    return CallParty.of(request.toNumber(), numbers).number();
  }

  AgentDispatch dispatch(InboundCallRequest request, @Nullable DialledNumber number) {
    String from = caller(request).map(E164::toString).orElse(request.fromNumber());
    String to = called(request).map(E164::toString).orElse(request.toNumber());
    return writer.dispatch(number, from, to);
  }

  Bulkhead bulkhead(RoutingStep step) {
    return switch (step) {
      case DIRECTORY -> directoryCalls;
      case LEAD, LEAD_HANG_UP -> leadCalls;
      case JOURNAL, JOURNAL_HANG_UP -> journalCalls;
    };
  }

  /** Calls the host. Only the directory has something to say. */
  Optional<DialledNumber> run(
      RoutingStep step,
      String callId,
      @Nullable InboundCallRequest request,
      Instant at,
      @Nullable DialledNumber number,
      @Nullable Instant endedAt) {
    switch (step) {
      case DIRECTORY -> {
        return find(Objects.requireNonNull(request));
      }
      case LEAD -> noteLead(Objects.requireNonNull(request), at, number);
      case JOURNAL ->
          with(
              journal,
              j -> j.ringing(new JournalEntry(Objects.requireNonNull(request), at, number)));
      case LEAD_HANG_UP -> {
        Instant end = Objects.requireNonNull(endedAt);
        with(leads, registry -> registry.hungUp(callId, end));
      }
      case JOURNAL_HANG_UP -> {
        Instant end = Objects.requireNonNull(endedAt);
        with(journal, j -> j.completed(callId, end));
      }
    }
    return Optional.empty();
  }

  private Optional<DialledNumber> find(InboundCallRequest request) {
    Optional<E164> called = called(request);
    return directory == null || called.isEmpty() ? Optional.empty() : directory.find(called.get());
  }

  private void noteLead(InboundCallRequest request, Instant at, @Nullable DialledNumber number) {
    Optional<E164> caller = caller(request);
    Optional<String> campaign = number == null ? Optional.empty() : number.campaignId();
    if (leads != null && caller.isPresent() && campaign.isPresent()) {
      leads.calling(campaign.get(), caller.get(), request.callId(), at);
    }
  }

  private static <T> void with(@Nullable T part, Consumer<T> use) {
    if (part != null) {
      use.accept(part);
    }
  }

  /** Returns false if the scheduler takes nothing. */
  boolean later(Runnable task, Duration delay) {
    try {
      scheduler.schedule(task, delay);
      return true;
    } catch (RuntimeException | Error e) {
      LOG.atWarn()
          .addKeyValue("failure", e.getClass().getName())
          .log("the scheduler takes no work");
      return false;
    }
  }

  Duration backoff(int attempt) {
    Duration delay = FIRST_BACKOFF.multipliedBy(1L << Math.min(attempt - 1, DOUBLINGS));
    return delay.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : delay;
  }

  void failed(String callId, RoutingStep step, Problem problem, @Nullable Throwable cause) {
    // The class only: messages of the host's may hold numbers.
    LOG.atWarn()
        .addKeyValue("call_id", callId)
        .addKeyValue("step", step)
        .addKeyValue("problem", problem)
        .addKeyValue("failure", cause == null ? "-" : cause.getClass().getName())
        .log("a step of an inbound call is not done; the call goes on");
    tell(told -> told.failed(callId, step, problem, cause));
  }

  void repaired(String callId, RoutingStep step) {
    tell(told -> told.repaired(callId, step));
  }

  void over(RoutedCall call, List<RoutingStep> missing) {
    over.accept(call, missing);
    for (RoutingStep step : missing) {
      LOG.atError()
          .addKeyValue("call_id", call.callId)
          .addKeyValue("step", step)
          .log("a step of an inbound call is missing for good");
      tell(told -> told.abandoned(call.callId, step));
    }
  }

  private void tell(Consumer<RoutingObserver> what) {
    try {
      what.accept(observer);
    } catch (RuntimeException e) {
      LOG.atDebug().addKeyValue("failure", e.getClass().getName()).log("the observer failed");
    }
  }
}
