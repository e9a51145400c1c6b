package inc.phone.webhooks;

import static inc.phone.webhooks.ListenersTest.body;
import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.webhooks.LaneFaults.Fault;
import inc.phone.webhooks.ListenersTest.Told;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.spi.DeliveryContext;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.LeaseRequest;
import inc.phone.webhooks.spi.OutcomeUnknownException;
import inc.phone.webhooks.spi.TransactionalListener;
import inc.phone.webhooks.store.MemoryCallStore;
import inc.phone.webhooks.testkit.EventBodies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several nodes, and nodes and stores that fail: nothing is lost, and nobody completes twice. */
class LeasesTest {
  private static final Duration TTL = Duration.ofSeconds(30);

  private final MemoryCallStore store = new MemoryCallStore();
  private final LaneFaults firstStore = new LaneFaults(store);
  private final LaneFaults secondStore = new LaneFaults(store);
  private final Node first = new Node(firstStore);
  private final Node second = new Node(secondStore);
  private final Told told = new Told();
  private final Told toldBySecond = new Told();
  private final Queue<WebhookReceiver> receivers = new ConcurrentLinkedQueue<>();

  private void startBoth() {
    first.start(builder -> builder.listener(ListenerSpec.named("crm"), told));
    second.start(builder -> builder.listener(ListenerSpec.named("crm"), toldBySecond));
    first.runner.settle();
    second.runner.settle();
  }

  private void advanceBoth(Duration duration) {
    first.runner.advance(duration);
    second.runner.advance(duration);
  }

  @Test
  void aDeliveryIsRepeatedWithItsIdIfTheNodeDiesBeforeItsCompletion() {
    startBoth();
    firstStore.onComplete = Fault.BEFORE;
    first.post(body("a", "call.initiated", 0));
    first.runner.run();
    assertThat(told.events).hasSize(1);
    first.runner.crash();
    second.runner.advance(TTL.minusSeconds(1));
    assertThat(toldBySecond.events).isEmpty();
    second.runner.advance(Duration.ofSeconds(2));
    assertThat(toldBySecond.events).containsExactly("a call.initiated");
    DeliveryContext before = told.contexts.get(0);
    DeliveryContext after = toldBySecond.contexts.get(0);
    assertThat(after.deliveryId()).isEqualTo(before.deliveryId());
    assertThat(after.fencingToken()).isGreaterThan(before.fencingToken());
    second.runner.advance(Duration.ofHours(1));
    assertThat(toldBySecond.events).hasSize(1);
  }

  @Test
  void aNodeThatDiesBeforeItBeganIsReplacedByTheSweepOfAnother() {
    startBoth();
    first.post(body("a", "call.initiated", 0));
    first.runner.crash();
    second.runner.advance(Duration.ofSeconds(1));
    assertThat(toldBySecond.events).containsExactly("a call.initiated");
  }

  /** A listener outlives its lease; another node delivers and goes on; then the old one ends. */
  @Test
  void anOldOwnerCanCompleteNothingAndAdvanceNothing() {
    startBoth();
    told.meanwhile =
        () -> {
          second.clock.advance(TTL);
          toldBySecond.failure = () -> new IllegalStateException("not yet");
          second.runner.settle();
          assertThat(toldBySecond.contexts).hasSize(1);
        };
    first.post(body("a", "call.initiated", 0));
    first.runner.run();
    assertThat(told.events).hasSize(1);
    assertThat(firstStore.answers).containsExactly(false);
    toldBySecond.failure = () -> null;
    second.runner.advance(Duration.ofMinutes(1));
    assertThat(toldBySecond.events).as("still owed").containsExactly("a call.initiated");
    assertThat(toldBySecond.contexts).extracting(DeliveryContext::attempt).containsExactly(1, 2);
  }

  @Test
  void aLaneIsWorkedOnForAThirdOfItsLeaseAndThenTakenAgain() {
    startBoth();
    told.meanwhile = () -> first.clock.advance(Duration.ofSeconds(11));
    EventBodies.missedCallWithVoicemail("a").forEach(first::post);
    first.runner.run();
    assertThat(told.events).hasSize(6).doesNotHaveDuplicates();
    assertThat(told.contexts)
        .extracting(DeliveryContext::fencingToken)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(firstStore.answers).containsOnly(true);
  }

  /** Else a call waits behind another one's listener, though another node has a thread for it. */
  @Test
  void whatWaitsBehindAListenerThatHangsIsGivenToOtherNodes() {
    ListenerSpec oneAtATime = ListenerSpec.named("crm").lanes(1);
    first.start(builder -> builder.listener(oneAtATime, told));
    for (int call = 0; call < 20; call++) {
      first.post(body("call-" + call, "call.initiated", 0));
    }
    told.meanwhile =
        () -> {
          if (told.events.size() == 5) {
            second.start(builder -> builder.listener(oneAtATime, toldBySecond));
            advanceBoth(Duration.ofSeconds(5));
            assertThat(toldBySecond.events).hasSize(15);
          }
        };
    first.runner.run();
    assertThat(told.events).hasSize(5).doesNotContainAnyElementsOf(toldBySecond.events);
    assertThat(firstStore.answers).containsOnly(true);
    advanceBoth(Duration.ofMinutes(5));
    assertThat(told.events).hasSize(5);
    assertThat(store.lease(anything())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"BEFORE", "AFTER"})
  void aStoreThatFailsToAnswerIsAskedAgainAndNothingIsRepeated(Fault fault) {
    startBoth();
    firstStore.onComplete = fault;
    first.post(body("a", "call.initiated", 0));
    first.runner.run();
    firstStore.onComplete = Fault.NONE;
    advanceBoth(Duration.ofMinutes(5));
    assertThat(told.events).hasSize(1);
    assertThat(toldBySecond.events).isEmpty();
    assertThat(store.lease(anything())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"BEFORE", "AFTER"})
  void aStoreThatGivesNoLeasesNowGivesThemLater(Fault fault) {
    startBoth();
    firstStore.onLease = fault;
    first.post(body("a", "call.initiated", 0));
    first.runner.run();
    assertThat(told.events).isEmpty();
    firstStore.onLease = Fault.NONE;
    first.runner.advance(TTL.plusSeconds(1));
    assertThat(told.events).containsExactly("a call.initiated");
  }

  @Test
  void aLaneThatChangesWhileItIsLeasedElsewhereIsTakenAgainWithoutATimer() {
    startBoth();
    told.meanwhile =
        () -> {
          if (told.events.size() == 1) {
            second.post(body("a", "call.ended", 40));
            second.runner.run();
          }
        };
    first.post(body("a", "call.initiated", 0));
    first.runner.run();
    assertThat(toldBySecond.events).isEmpty();
    assertThat(told.events).containsExactly("a call.initiated", "a call.ended");
  }

  /** Its executor was busy; by the time there is a thread the lane may be somebody else's. */
  @Test
  void whatGetsAThreadWhenItsLeaseIsOverIsNotBegun() {
    startBoth();
    first.post(body("a", "call.initiated", 0));
    first.runner.runOne();
    first.clock.advance(TTL);
    second.runner.advance(TTL);
    assertThat(toldBySecond.events).containsExactly("a call.initiated");
    first.runner.run();
    assertThat(told.events).isEmpty();
  }

  @Test
  void aSlowListenerOnOneThreadIsToldNothingTwice() {
    startBoth();
    told.meanwhile = () -> first.clock.advance(Duration.ofSeconds(12));
    for (int call = 0; call < 20; call++) {
      first.post(body("call-" + call, "call.initiated", 0));
    }
    first.runner.advance(Duration.ofMinutes(10));
    assertThat(told.events).hasSize(20).doesNotHaveDuplicates();
  }

  @Test
  void whatIsFinishedIsGivenBackThoughTheStoreGivesNoLeases() {
    boolean[] away = {false};
    MemoryCallStore memory = new MemoryCallStore();
    Node closing =
        new Node(
            new ForwardingStore(memory) {
              @Override
              public List<Lease> lease(LeaseRequest request) {
                if (away[0]) {
                  closing().close(); // of another thread, in the middle of this
                  throw new OutcomeUnknownException("planted", null);
                }
                return super.lease(request);
              }

              private WebhookReceiver closing() {
                return receivers.remove();
              }
            });
    closing.start(builder -> builder.listener(ListenerSpec.named("crm"), told));
    receivers.add(closing.receiver);
    closing.runner.settle();
    closing.post(body("a", "call.initiated", 0));
    closing.post(body("b", "call.initiated", 0));
    closing.runner.runOne(); // takes both lanes, and no more
    away[0] = true;
    closing.runner.run();
    assertThat(told.events).hasSize(1);
    Node other = new Node(memory);
    other.start(builder -> builder.listener(ListenerSpec.named("crm"), toldBySecond));
    other.runner.advance(Duration.ofSeconds(1));
    assertThat(toldBySecond.events).hasSize(1).doesNotContainAnyElementsOf(told.events);
  }

  /** However often the listener failed before. */
  @Test
  void troubleOfTheStoreIsWaitedForNoLongerThanTheFirstDelay() {
    List<Instant> attempts = new ArrayList<>();
    TransactionalListener listener =
        (connection, event, call, context) -> {
          attempts.add(first.clock.instant());
          if (attempts.size() <= 6) {
            throw new IllegalStateException("planted");
          }
          firstStore.onComplete = attempts.size() == 7 ? Fault.BEFORE : Fault.NONE;
          first.runner.execute(() -> firstStore.onComplete = Fault.NONE);
        };
    first.start(builder -> builder.listener(ListenerSpec.named("exact"), listener));
    first.post(body("a", "call.initiated", 0));
    first.runner.advance(Duration.ofHours(1));
    assertThat(attempts).hasSize(8);
    assertThat(Duration.between(attempts.get(6), attempts.get(7)))
        .isLessThanOrEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void manyLanesShareALeaseAndACompletion() {
    first.start(builder -> builder.listener(ListenerSpec.named("crm").lanes(100), told));
    for (int call = 0; call < 80; call++) {
      first.post(body("call-" + call, "call.initiated", 0));
    }
    first.runner.run();
    assertThat(told.events).hasSize(80);
    assertThat(firstStore.leases).isLessThanOrEqualTo(2 + 80);
    assertThat(firstStore.leases + firstStore.completions).isLessThan(170);
  }

  @Test
  void noMoreLanesThanAllowedAreTakenAtOnce() {
    AtomicInteger most = new AtomicInteger();
    first.start(builder -> builder.listener(ListenerSpec.named("crm").lanes(3), told));
    for (int call = 0; call < 20; call++) {
      first.post(body("call-" + call, "call.initiated", 0));
    }
    while (told.events.size() < 20) {
      first.runner.runOne();
      most.accumulateAndGet(first.runner.waiting(), Math::max);
    }
    assertThat(most.get()).isLessThanOrEqualTo(3);
  }

  @Test
  void closeGivesBackWhatHasNotBegun() {
    startBoth();
    first.post(body("a", "call.initiated", 0));
    first.post(body("b", "call.initiated", 0));
    first.runner.runOne(); // takes both lanes, and no more
    assertThat(first.runner.waiting()).isEqualTo(2);
    first.receiver.close();
    first.receiver.close();
    second.runner.advance(Duration.ofSeconds(1));
    assertThat(toldBySecond.events)
        .containsExactlyInAnyOrder("a call.initiated", "b call.initiated");
    advanceBoth(Duration.ofMinutes(5));
    assertThat(told.events).isEmpty();
    first.post(body("c", "call.initiated", 0));
    first.runner.run();
    assertThat(told.events).as("closed").isEmpty();
    second.runner.advance(Duration.ofSeconds(2));
    assertThat(toldBySecond.events).contains("c call.initiated");
  }

  @Test
  void aListenerMayCloseTheReceiver() {
    first.options = options -> options.closeTimeout(Duration.ofHours(1));
    startBoth();
    told.meanwhile = first.receiver::close;
    first.post(body("a", "call.initiated", 0));
    first.post(body("a", "call.ended", 40));
    first.runner.run();
    assertThat(told.events).containsExactly("a call.initiated");
    assertThat(firstStore.answers).containsExactly(true);
    second.runner.advance(Duration.ofSeconds(1));
    assertThat(toldBySecond.events).containsExactly("a call.ended");
  }

  @Test
  void closeWaitsForWhatRunsAndNoLongerThanItsBound() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    try {
      first.executor = threads;
      first.options = options -> options.closeTimeout(Duration.ofMillis(20));
      first.start(
          builder ->
              builder.listener(
                  "slow",
                  (event, call) -> {
                    began.countDown();
                    mayEnd.await();
                  }));
      first.post(body("a", "call.initiated", 0));
      assertThat(began.await(30, TimeUnit.SECONDS)).isTrue();
      first.receiver.close();
      assertThat(firstStore.answers).as("returned before the listener did").isEmpty();
      second.executor = threads;
      second.options = options -> options.closeTimeout(Duration.ofSeconds(30));
      CountDownLatch secondBegan = new CountDownLatch(1);
      second.start(builder -> builder.listener("other", (event, call) -> secondBegan.countDown()));
      second.post(body("b", "call.initiated", 0));
      assertThat(secondBegan.await(30, TimeUnit.SECONDS)).isTrue();
      second.receiver.close();
      assertThat(secondStore.answers).as("waited for the completion").containsExactly(true);
    } finally {
      mayEnd.countDown();
      threads.shutdown();
      assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aTransactionalEffectIsThereExactlyIfItsDeliveryIsComplete() {
    List<String> attempts = new ArrayList<>();
    TransactionalListener listener =
        (connection, event, call, context) -> {
          attempts.add(event.type().value());
          connection.setClientInfo("effect", event.type().value());
          if (attempts.size() == 1) {
            throw new IllegalStateException("rolled back");
          }
        };
    first.start(builder -> builder.listener(ListenerSpec.named("exact"), listener));
    EventBodies.missedCallWithVoicemail("a").subList(0, 4).forEach(first::post);
    first.runner.advance(Duration.ofMinutes(1));
    assertThat(attempts).hasSize(5);
    assertThat(firstStore.effects)
        .containsExactly(
            "call.initiated", "call.outside_opening_hours", "call.ended", "voicemail.new");
    assertThat(store.lease(anything())).isEmpty();
  }

  @Test
  void aTransactionThatLostItsLeaseLeavesNothing() {
    List<String> order = new ArrayList<>();
    TransactionalListener slow =
        (connection, event, call, context) -> {
          connection.setClientInfo("effect", "slow");
          second.clock.advance(TTL);
          second.runner.settle();
          order.add("slow");
        };
    TransactionalListener quick =
        (connection, event, call, context) -> {
          connection.setClientInfo("effect", "quick");
          order.add("quick");
        };
    first.start(builder -> builder.listener(ListenerSpec.named("exact"), slow));
    second.start(builder -> builder.listener(ListenerSpec.named("exact"), quick));
    first.post(body("a", "call.initiated", 0));
    first.runner.run();
    assertThat(order).containsExactly("quick", "slow");
    assertThat(firstStore.effects).isEmpty();
    assertThat(secondStore.effects).containsExactly("quick");
    advanceBoth(Duration.ofMinutes(5));
    assertThat(order).hasSize(2);
  }

  /** The commit of the effect is done and the answer lost: nothing must be done twice. */
  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"BEFORE", "AFTER"})
  void aTransactionOfUnknownOutcomeIsStillExactlyOnce(Fault fault) {
    TransactionalListener listener =
        (connection, event, call, context) -> connection.setClientInfo("effect", "done");
    first.start(builder -> builder.listener(ListenerSpec.named("exact"), listener));
    first.post(body("a", "call.initiated", 0));
    firstStore.onComplete = fault;
    first.runner.run();
    firstStore.onComplete = Fault.NONE;
    first.runner.advance(Duration.ofMinutes(5));
    assertThat(firstStore.effects).containsExactly("done");
  }

  /**
   * Real threads, two nodes, one store: every event once, in order, never two of a call at once.
   */
  @Test
  void twoNodesWithRealThreadsKeepOrderAndDeliverEverything() throws Exception {
    int calls = 60;
    CountDownLatch all = new CountDownLatch(calls * 6);
    Map<String, Queue<String>> seen = new ConcurrentHashMap<>();
    Map<String, AtomicBoolean> busy = new ConcurrentHashMap<>();
    AtomicInteger collisions = new AtomicInteger();
    List<WebhookReceiver> nodes = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      nodes.add(
          WebhookReceiver.builder()
              .verifier(request -> new Verified("0"))
              .store(store)
              .listener(
                  "crm",
                  (event, call) -> {
                    AtomicBoolean mine =
                        busy.computeIfAbsent(call.callId(), id -> new AtomicBoolean());
                    if (!mine.compareAndSet(false, true)) {
                      collisions.incrementAndGet();
                    }
                    seen.computeIfAbsent(call.callId(), id -> new ConcurrentLinkedQueue<>())
                        .add(event.type().value());
                    mine.set(false);
                    all.countDown();
                  })
              .build());
    }
    ExecutorService senders = Executors.newFixedThreadPool(4);
    try {
      for (int call = 0; call < calls; call++) {
        String id = "call-" + call;
        senders.execute(
            () -> {
              List<byte[]> bodies = EventBodies.missedCallWithVoicemail(id);
              for (int i = 0; i < bodies.size(); i++) {
                nodes.get(i % 2).receive(WebhookRequest.of(null, Map.of(), bodies.get(i)));
              }
            });
      }
      assertThat(all.await(60, TimeUnit.SECONDS)).as("left: %s", all.getCount()).isTrue();
    } finally {
      senders.shutdownNow();
      nodes.forEach(WebhookReceiver::close);
    }
    assertThat(collisions).hasValue(0);
    assertThat(seen).hasSize(calls);
    seen.values()
        .forEach(
            types ->
                assertThat(types)
                    .containsExactly(
                        "call.initiated",
                        "call.outside_opening_hours",
                        "call.ended",
                        "voicemail.new",
                        "call.transcription_done",
                        "voicemail.transcription_done"));
  }

  private LeaseRequest anything() {
    return new LeaseRequest(
        "default",
        Map.of("crm", 9, "exact", 9),
        16,
        "test",
        first.clock.instant().plus(Duration.ofDays(1)),
        TTL);
  }
}
