package inc.phone.ivr.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.ivr.testkit.ManualScheduler;
import inc.phone.number.E164;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every call has its answer in time, and what was missed is made up for. */
class InboundCallRouterTest {
  private static final Instant NOON = Instant.parse("2026-05-15T12:00:00Z");
  private static final Duration ALMOST = Duration.ofMillis(499);
  private static final Duration MILLI = Duration.ofMillis(1);
  private static final String DIALLED = "+4570707070";
  private static final E164 CALLER = E164.of("+4520123456");
  private static final DialledNumber NUMBER =
      DialledNumber.builder("n1")
          .tenant("t1", "tenant-agent")
          .campaign("c1", "sales-agent")
          .build();

  private final ManualScheduler time = new ManualScheduler(NOON);
  private final Journal journal = new Journal();
  private final MemoryLeadRegistry leads = new MemoryLeadRegistry();
  private final List<String> told = Collections.synchronizedList(new ArrayList<>());

  /** Lines by call; a call that is completed stays so. */
  private static class Journal implements CallJournal {
    final Map<String, String> lines = new HashMap<>();

    @Override
    public synchronized void ringing(JournalEntry entry) {
      String number = entry.number().map(DialledNumber::id).orElse("?");
      String old = lines.getOrDefault(entry.request().callId(), "");
      lines.put(entry.request().callId(), number + (old.endsWith("ended") ? " ended" : ""));
    }

    @Override
    public synchronized void completed(String callId, Instant at) {
      lines.merge(callId, "? ended", (old, now) -> old.replace(" ended", "") + " ended");
    }
  }

  /** Runs work at once, but keeps those that hang until they are let go. */
  private static final class Hanging implements Executor {
    final List<Runnable> held = new ArrayList<>();
    private final Set<Integer> which;
    private int begun;

    Hanging(Integer... which) {
      this.which = Set.of(which);
    }

    @Override
    public void execute(Runnable work) {
      int place = begun++;
      if (which.isEmpty() || which.contains(place)) {
        held.add(work);
      } else {
        work.run();
      }
    }

    void letGo() {
      List<Runnable> now = List.copyOf(held);
      held.clear();
      now.forEach(Runnable::run);
    }
  }

  private InboundCallRouterBuilder builder() {
    return InboundCallRouter.builder()
        .directory(number -> Optional.of(NUMBER).filter(any -> number.toString().equals(DIALLED)))
        .leads(leads)
        .journal(journal)
        .executor(Runnable::run)
        .scheduler(time)
        .clock(time.clock())
        .observer(
            new RoutingObserver() {
              @Override
              public void failed(
                  String callId, RoutingStep step, Problem problem, Throwable cause) {
                told.add(callId + " " + step + " " + problem);
              }

              @Override
              public void repaired(String callId, RoutingStep step) {
                told.add(callId + " " + step + " repaired");
              }

              @Override
              public void abandoned(String callId, RoutingStep step) {
                told.add(callId + " " + step + " abandoned");
              }
            });
  }

  private static InboundCallRequest call(String id) {
    return InboundCallRequest.builder(id, DIALLED)
        .fromNumber(CALLER.toString())
        .roomName("room-" + id)
        .build();
  }

  private static String agent(CompletableFuture<AgentDispatch> answer) {
    assertThat(answer).isCompleted();
    return answer.join().agentName();
  }

  private Lead lead(String callId) {
    return leads.calling("c1", CALLER, callId, NOON);
  }

  @Test
  void answersFieldForFieldWhatLiveKitTakes() {
    InboundCallRouter router = builder().build();

    AgentDispatch dispatch = router.route(call("call-1")).join();

    assertThat(dispatch.toJson())
        .isEqualTo(
            """
            {"agent_name":"sales-agent","metadata":"{\\"call_type\\":\\"inbound\\",\
            \\"phone_number_id\\":\\"n1\\",\\"tenant_id\\":\\"t1\\",\\"campaign_id\\":\\"c1\\",\
            \\"from_number\\":\\"+4520123456\\",\\"to_number\\":\\"+4570707070\\"}",\
            "attributes":{"inbound":"true","phone_number":"+4570707070",\
            "caller":"+4520123456"}}""");
    assertThat(dispatch.toString()).doesNotContain("+45");
    assertThat(journal.lines).containsExactly(Map.entry("call-1", "n1"));
    assertThat(leads.size()).isEqualTo(1);
    assertThat(lead("call-1").status()).isEqualTo(Lead.Status.CALLING);
    assertThat(told).isEmpty();
    assertThat(router.openCalls()).isZero();
  }

  @ParameterizedTest(name = "campaign {0}, tenant {1}: {2}")
  @CsvSource({
    "campaign-agent, tenant-agent, campaign-agent",
    ", tenant-agent, tenant-agent",
    "' ', tenant-agent, tenant-agent",
    "campaign-agent, , campaign-agent",
    ", , telephony-agent"
  })
  void theCampaignsAgentComesBeforeTheTenantsBeforeTheSystems(
      String campaign, String tenant, String expected) {
    DialledNumber number =
        DialledNumber.builder("n").tenant("t", tenant).campaign("c", campaign).build();
    InboundCallRouter router = builder().directory(any -> Optional.of(number)).build();

    assertThat(agent(router.route(call("call-1")))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"+4570707071", "+1XXXXXXXXXX", "11**15042301205", "sip:a@b", "'\"\\"})
  void aNumberThatIsNobodysGetsTheDefaultAgentAndALineInTheJournal(String dialled) {
    InboundCallRouter router = builder().build();
    CompletableFuture<AgentDispatch> answer =
        router.route(
            InboundCallRequest.builder("call-1", dialled).fromNumber("+4520123456").build());

    assertThat(agent(answer)).isEqualTo("telephony-agent");
    assertThat(answer.join().attributes()).containsEntry("phone_number", dialled);
    assertThat(answer.join().metadata()).contains("\"campaign_id\":null");
    assertThat(journal.lines).containsExactly(Map.entry("call-1", "?"));
    assertThat(leads.size()).isZero();
    assertThat(told).isEmpty();
  }

  @Test
  void nationalNumbersAreReadInTheDefaultRegion() {
    InboundCallRouter router = builder().defaultRegion("DK").build();
    AgentDispatch dispatch =
        router
            .route(InboundCallRequest.builder("c", "70 70 70 70").fromNumber("20123456").build())
            .join();

    assertThat(dispatch.agentName()).isEqualTo("sales-agent");
    assertThat(dispatch.attributes())
        .containsEntry("phone_number", DIALLED)
        .containsEntry("caller", "+4520123456");
  }

  @ParameterizedTest
  @ValueSource(strings = {"anonymous", "", "sip:jane@example.com"})
  void aCallerWithoutNumberIsNoLead(String from) {
    InboundCallRouter router = builder().build();
    AgentDispatch dispatch =
        router.route(InboundCallRequest.builder("c", DIALLED).fromNumber(from).build()).join();

    assertThat(dispatch.agentName()).isEqualTo("sales-agent");
    assertThat(dispatch.attributes()).containsEntry("caller", from);
    assertThat(leads.size()).isZero();
    assertThat(journal.lines).hasSize(1);
  }

  @Test
  void withoutAnyPartThereIsStillAnAnswer() {
    InboundCallRouter router =
        InboundCallRouter.builder()
            .executor(
                work -> {
                  throw new AssertionError("nothing to run");
                })
            .scheduler(time)
            .systemAgent("night-watch")
            .build();

    assertThat(agent(router.route(call("call-1")))).isEqualTo("night-watch");
    router.hungUp("call-1", NOON);
    assertThat(router.openCalls()).isZero();
  }

  @Test
  void aDirectoryThatHangsIsAnsweredForByTheDeadline() {
    Hanging executor = new Hanging(0);
    InboundCallRouter router = builder().executor(executor).build();
    CompletableFuture<AgentDispatch> answer = router.route(call("call-1"));

    time.advance(ALMOST);
    assertThat(answer).isNotDone();
    time.advance(MILLI);
    assertThat(agent(answer)).isEqualTo("telephony-agent");
    assertThat(told).containsExactly("call-1 DIRECTORY TOO_SLOW");
    assertThat(journal.lines).containsExactly(Map.entry("call-1", "?"));

    // It returns after all: the call gets its campaign, its lead and a better line.
    executor.letGo();
    time.advance(Duration.ofSeconds(2));
    assertThat(told).contains("call-1 DIRECTORY repaired").hasSize(2);
    assertThat(journal.lines).containsExactly(Map.entry("call-1", "n1"));
    assertThat(leads.size()).isEqualTo(1);
    assertThat(router.openCalls()).isZero();
  }

  @Test
  void aRegistryThatHangsCostsNeitherTheAgentNorTheJournal() {
    Hanging executor = new Hanging(1);
    InboundCallRouter router = builder().executor(executor).build();
    CompletableFuture<AgentDispatch> answer = router.route(call("call-1"));
    assertThat(journal.lines).containsExactly(Map.entry("call-1", "n1"));
    assertThat(answer).isNotDone();

    time.advance(Duration.ofMillis(500));
    assertThat(agent(answer)).isEqualTo("sales-agent");
    assertThat(told).containsExactly("call-1 LEAD TOO_SLOW");
    executor.letGo();
    assertThat(leads.size()).isEqualTo(1);
    assertThat(told).contains("call-1 LEAD repaired");
  }

  @Test
  void aJournalThatHangsCostsNeitherTheAgentNorTheLead() {
    Hanging executor = new Hanging(2);
    InboundCallRouter router = builder().executor(executor).build();
    CompletableFuture<AgentDispatch> answer = router.route(call("call-1"));
    assertThat(leads.size()).isEqualTo(1);

    time.advance(Duration.ofMillis(500));
    assertThat(agent(answer)).isEqualTo("sales-agent");
    executor.letGo();
    assertThat(journal.lines).containsExactly(Map.entry("call-1", "n1"));
  }

  @Test
  void whateverThrowsTheAnswerComesAtOnceAndTheRestIsRepaired() {
    boolean[] away = {true};
    InboundCallRouter router =
        builder()
            .directory(
                number -> {
                  if (away[0]) {
                    throw new StackOverflowError();
                  }
                  return Optional.of(NUMBER);
                })
            .journal(
                new Journal() {
                  @Override
                  public void ringing(JournalEntry entry) {
                    if (away[0]) {
                      throw new IllegalStateException("+4520123456");
                    }
                    journal.ringing(entry);
                  }
                })
            .build();

    assertThat(agent(router.route(call("call-1")))).isEqualTo("telephony-agent");
    assertThat(told).containsExactly("call-1 DIRECTORY FAILED", "call-1 JOURNAL FAILED");
    told.clear();
    time.advance(Duration.ofSeconds(1)); // the first repair fails too
    assertThat(told).containsExactly("call-1 DIRECTORY FAILED", "call-1 JOURNAL FAILED");
    away[0] = false;
    told.clear();
    time.advance(Duration.ofMillis(1_999));
    assertThat(told).isEmpty();
    time.advance(MILLI);
    assertThat(told).containsExactly("call-1 DIRECTORY repaired", "call-1 JOURNAL repaired");
    assertThat(journal.lines).containsExactly(Map.entry("call-1", "n1"));
    assertThat(leads.size()).isEqualTo(1);
    assertThat(router.openCalls()).isZero();
  }

  @Test
  void whatCannotBeRepairedIsGivenUpAndTold() {
    InboundCallRouter router =
        builder()
            .directory(
                number -> {
                  throw new IllegalStateException("away for good");
                })
            .maxAttempts(3)
            .build();
    router.route(call("call-1"));
    time.advance(Duration.ofHours(1));

    assertThat(told)
        .containsExactly(
            "call-1 DIRECTORY FAILED",
            "call-1 DIRECTORY FAILED",
            "call-1 DIRECTORY FAILED",
            "call-1 DIRECTORY abandoned",
            "call-1 LEAD abandoned");
    assertThat(router.openCalls()).isZero();
  }

  @Test
  void aPartThatHangsForGoodTakesABoundedNumberOfThreads() {
    Hanging executor = new Hanging();
    InboundCallRouter router = builder().executor(executor).maxInFlight(4).maxAttempts(3).build();
    List<CompletableFuture<AgentDispatch>> answers = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      answers.add(router.route(call("call-" + i)));
    }
    // Four wait for the directory, four more for the journal without it; nobody else waits.
    assertThat(executor.held).hasSize(8);
    assertThat(answers.stream().filter(CompletableFuture::isDone)).hasSizeGreaterThan(490);
    time.advance(Duration.ofMillis(500));
    assertThat(answers).allMatch(CompletableFuture::isDone);
    assertThat(told).contains("call-4 DIRECTORY SATURATED", "call-0 DIRECTORY TOO_SLOW");

    time.advance(Duration.ofHours(1));
    assertThat(executor.held).hasSize(8);
    assertThat(router.openCalls()).isZero();

    executor.letGo(); // and there are places again
    router.route(call("after"));
    assertThat(executor.held).hasSize(1);
  }

  @Test
  void beyondTheLimitCallsAreAnsweredAndTheirRepairsAreNot() {
    Journal broken =
        new Journal() {
          @Override
          public void ringing(JournalEntry entry) {
            throw new IllegalStateException("away");
          }
        };
    InboundCallRouter router = builder().journal(broken).maxOpenCalls(2).build();
    for (int i = 0; i < 5; i++) {
      assertThat(agent(router.route(call("call-" + i)))).isEqualTo("sales-agent");
    }

    assertThat(router.openCalls()).isEqualTo(2);
    assertThat(told)
        .contains("call-2 JOURNAL abandoned", "call-4 JOURNAL abandoned")
        .doesNotContain("call-0 JOURNAL abandoned");
  }

  @Test
  void aHangUpCompletesLeadAndJournal() {
    InboundCallRouter router = builder().build();
    router.route(call("call-1"));
    router.hungUp("call-1", NOON.plusSeconds(60));
    router.hungUp("call-1", NOON.plusSeconds(61));

    assertThat(lead("call-1").status()).isEqualTo(Lead.Status.COMPLETED);
    assertThat(lead("call-1").lastCallAt()).isEqualTo(NOON.plusSeconds(60));
    assertThat(journal.lines).containsExactly(Map.entry("call-1", "n1 ended"));
  }

  @Test
  void aHangUpAtTheMomentOfTheAnswerIsNotLost() {
    Hanging executor = new Hanging(0);
    InboundCallRouter router = builder().executor(executor).build();
    CompletableFuture<Void> end =
        router.route(call("call-1")).thenRun(() -> router.hungUp("call-1", NOON.plusSeconds(1)));
    executor.letGo();

    assertThat(end).isCompleted();
    assertThat(lead("call-1").status()).isEqualTo(Lead.Status.COMPLETED);
    assertThat(journal.lines).containsExactly(Map.entry("call-1", "n1 ended"));
    assertThat(router.openCalls()).isZero();
  }

  @Test
  void aHangUpWaitsForALeadThatIsNotThereYet() {
    Hanging executor = new Hanging(1);
    InboundCallRouter router = builder().executor(executor).build();
    router.route(call("call-1"));
    router.hungUp("call-1", NOON.plusSeconds(60));
    time.advance(Duration.ofMillis(500));
    assertThat(leads.size()).isZero();

    executor.letGo();
    time.advance(Duration.ofSeconds(2));
    assertThat(lead("call-1").status()).isEqualTo(Lead.Status.COMPLETED);
    assertThat(journal.lines).containsExactly(Map.entry("call-1", "n1 ended"));
    assertThat(router.openCalls()).isZero();
  }

  @Test
  void aHangUpThatFailedAndComesBeforeTheCallIsMadeUpForAfterIt() {
    boolean[] away = {true};
    InboundCallRouter router =
        builder()
            .leads(
                new LeadRegistry() {
                  @Override
                  public Lead calling(String campaign, E164 number, String callId, Instant at) {
                    return leads.calling(campaign, number, callId, at);
                  }

                  @Override
                  public boolean hungUp(String callId, Instant at) {
                    if (away[0]) {
                      throw new IllegalStateException("away");
                    }
                    return leads.hungUp(callId, at);
                  }
                })
            .build();
    router.hungUp("call-1", NOON);
    away[0] = false;
    router.route(call("call-1"));

    assertThat(lead("call-1").status()).isEqualTo(Lead.Status.COMPLETED);
    assertThat(journal.lines.get("call-1")).endsWith("ended");
    time.advance(Duration.ofHours(1));
    assertThat(router.openCalls()).isZero();
  }

  @Test
  void aCallOfAnotherNodeIsCompletedHere() {
    leads.calling("c1", CALLER, "call-1", NOON);
    InboundCallRouter router = builder().build();
    router.hungUp("call-1", NOON.plusSeconds(60));

    assertThat(lead("call-1").status()).isEqualTo(Lead.Status.COMPLETED);
    assertThat(journal.lines).containsExactly(Map.entry("call-1", "? ended"));
  }

  @Test
  void aRepeatedRequestGetsTheSameAnswerAndDoesNothing() {
    Hanging executor = new Hanging(0);
    InboundCallRouter router = builder().executor(executor).build();
    CompletableFuture<AgentDispatch> first = router.route(call("call-1"));
    CompletableFuture<AgentDispatch> again = router.route(call("call-1"));
    assertThat(executor.held).hasSize(1);

    executor.letGo();
    assertThat(agent(first)).isEqualTo("sales-agent");
    assertThat(again.join()).isEqualTo(first.join());
  }

  @Test
  void whoeverCompletesAnAnswerCompletesNobodyElses() {
    Hanging executor = new Hanging(0);
    InboundCallRouter router = builder().executor(executor).build();
    CompletableFuture<AgentDispatch> first = router.route(call("call-1"));
    router.route(call("call-1")).complete(new AgentDispatch("mine", "", Map.of()));
    executor.letGo();

    assertThat(agent(first)).isEqualTo("sales-agent");
  }

  @Test
  void anExecutorOrASchedulerThatTakesNothingCostsNoAnswer() {
    InboundCallRouter busy =
        builder()
            .executor(
                work -> {
                  throw new RejectedExecutionException();
                })
            .build();
    assertThat(agent(busy.route(call("call-1")))).isEqualTo("telephony-agent");
    assertThat(told).contains("call-1 DIRECTORY FAILED", "call-1 JOURNAL FAILED");
    assertThat(busy.openCalls()).isEqualTo(1);

    InboundCallRouter timeless =
        builder()
            .scheduler(
                (task, delay) -> {
                  throw new RejectedExecutionException();
                })
            .build();
    assertThat(agent(timeless.route(call("call-2")))).isEqualTo("telephony-agent");
    assertThat(journal.lines).containsEntry("call-2", "n1"); // tried once, without a deadline
    assertThat(timeless.openCalls()).isZero();
  }

  @Test
  void anObserverThatThrowsChangesNothing() {
    InboundCallRouter router =
        builder()
            .directory(
                number -> {
                  throw new IllegalStateException("away");
                })
            .observer(
                new RoutingObserver() {
                  @Override
                  public void failed(
                      String callId, RoutingStep step, Problem problem, Throwable cause) {
                    throw new IllegalStateException("mine");
                  }
                })
            .build();
    assertThat(agent(router.route(call("call-1")))).isEqualTo("telephony-agent");
  }

  @Test
  void closingAnswersWhoeverWaitsAndGivesUpTheRest() {
    Hanging executor = new Hanging(0);
    InboundCallRouter router = builder().executor(executor).build();
    CompletableFuture<AgentDispatch> waiting = router.route(call("call-1"));
    router.close();
    router.close();

    assertThat(agent(waiting)).isEqualTo("telephony-agent");
    assertThat(told).contains("call-1 DIRECTORY abandoned");
    assertThat(router.openCalls()).isZero();
    assertThat(agent(router.route(call("call-2")))).isEqualTo("telephony-agent");
    assertThat(router.openCalls()).isZero();
    time.advance(Duration.ofHours(1));
  }

  @Test
  void twoHundredFirstCallsAtOnceFromOneNumberMakeOneLead() throws Exception {
    int calls = 200;
    ExecutorService threads = Executors.newFixedThreadPool(calls);
    ExecutorService work = Executors.newCachedThreadPool();
    try {
      InboundCallRouter router = builder().executor(work).maxInFlight(1_000).build();
      CyclicBarrier start = new CyclicBarrier(calls);
      List<Callable<String>> all = new ArrayList<>();
      for (int i = 0; i < calls; i++) {
        InboundCallRequest request = call("call-" + i);
        all.add(
            () -> {
              start.await(30, TimeUnit.SECONDS);
              return router.route(request).get(30, TimeUnit.SECONDS).agentName();
            });
      }
      Set<String> agents = new HashSet<>();
      for (Future<String> agent : threads.invokeAll(all)) {
        agents.add(agent.get());
      }
      assertThat(agents).containsExactly("sales-agent");
      assertThat(leads.size()).isEqualTo(1);
      assertThat(journal.lines).hasSize(calls);
    } finally {
      threads.shutdownNow();
      work.shutdownNow();
    }
  }

  /** Everything fails, hangs and repeats at random; in the end every call is as it should be. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void inTheEndNothingIsMissing(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean[] trouble = {true};
    Runnable maybe =
        () -> {
          if (trouble[0] && random.nextInt(3) == 0) {
            throw new IllegalStateException("away");
          }
        };
    List<Runnable> held = new ArrayList<>();
    InboundCallRouter router =
        builder()
            .executor(
                task -> {
                  if (trouble[0] && random.nextInt(5) == 0) {
                    held.add(task);
                  } else {
                    task.run();
                  }
                })
            .directory(
                number -> {
                  maybe.run();
                  return Optional.of(NUMBER);
                })
            .leads(
                new LeadRegistry() {
                  @Override
                  public Lead calling(String campaign, E164 number, String callId, Instant at) {
                    maybe.run();
                    return leads.calling(campaign + callId, number, callId, at);
                  }

                  @Override
                  public boolean hungUp(String callId, Instant at) {
                    maybe.run();
                    return leads.hungUp(callId, at);
                  }
                })
            .journal(
                new Journal() {
                  @Override
                  public void ringing(JournalEntry entry) {
                    maybe.run();
                    journal.ringing(entry);
                  }

                  @Override
                  public void completed(String callId, Instant at) {
                    maybe.run();
                    journal.completed(callId, at);
                  }
                })
            .maxAttempts(100)
            .build();
    int calls = 200;
    for (int i = 0; i < calls; i++) {
      InboundCallRequest request = call("call-" + i);
      CompletableFuture<AgentDispatch> answer = router.route(request);
      if (random.nextBoolean()) {
        router.hungUp("call-" + i, NOON.plusSeconds(i));
        router.route(request);
      }
      time.advance(Duration.ofMillis(500));
      assertThat(answer).isCompleted();
      router.hungUp("call-" + i, NOON.plusSeconds(i));
      if (!held.isEmpty() && random.nextInt(3) == 0) {
        held.remove(random.nextInt(held.size())).run();
      }
    }
    trouble[0] = false;
    held.forEach(Runnable::run);
    time.advance(Duration.ofHours(2));

    assertThat(router.openCalls()).isZero();
    assertThat(told).noneMatch(line -> line.endsWith("abandoned"));
    for (int i = 0; i < calls; i++) {
      String id = "call-" + i;
      assertThat(journal.lines.get(id)).as(id).isEqualTo("n1 ended");
      assertThat(leads.calling("c1" + id, CALLER, id, NOON).status())
          .as(id)
          .isEqualTo(Lead.Status.COMPLETED);
    }
    assertThat(leads.size()).isEqualTo(calls);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deadline     | deadline must be 10 ms to 10 s, was PT0.009S",
        "maxInFlight  | maxInFlight must be 1 to 1024, was 0",
        "maxOpenCalls | maxOpenCalls must be 1 to 100000, was 0",
        "maxAttempts  | maxAttempts must be 1 to 100, was 0",
        "systemAgent  | systemAgent must not be blank"
      })
  void optionsOutOfRangeSayLimitAndValue(String option, String message) {
    InboundCallRouterBuilder builder = InboundCallRouter.builder();
    assertThatThrownBy(
            () -> {
              switch (option) {
                case "deadline" -> builder.deadline(Duration.ofMillis(9));
                case "maxInFlight" -> builder.maxInFlight(0);
                case "maxOpenCalls" -> builder.maxOpenCalls(0);
                case "maxAttempts" -> builder.maxAttempts(0);
                default -> builder.systemAgent(" ");
              }
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void executorAndSchedulerAreRequired() {
    assertThatThrownBy(() -> InboundCallRouter.builder().scheduler(time).build())
        .hasMessage("executor(...) is required");
    assertThatThrownBy(() -> InboundCallRouter.builder().executor(Runnable::run).build())
        .hasMessage("scheduler(...) is required");
  }
}
