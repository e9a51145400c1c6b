package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.store.MemoryCallStore;
import inc.phone.webhooks.testkit.EventBodies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Events that arrive together share a commit, and stay strangers all the same. */
class SharedCommitTest {
  private static final int SENDERS = 64;

  private final FaultyStore store = new FaultyStore();
  private final ExecutorService senders = Executors.newFixedThreadPool(SENDERS + 1);

  @AfterEach
  void stopSenders() {
    senders.shutdownNow();
  }

  @Test
  void inABatchOfSixtyFourOneRefusedBodyIsQuarantinedAndTheOthersAreAccepted() throws Exception {
    store.refuse(id(13));
    List<String> answers = together(receiver(1_024), i -> first(id(i)));
    assertThat(answers).filteredOn("{\"status\":\"accepted\"}"::equals).hasSize(63);
    assertThat(answers.get(13)).isEqualTo("{\"status\":\"quarantined\"}");
    assertThat(store.inMemory().list("default", 100)).hasSize(1);
    byte[] kept =
        store
            .inMemory()
            .find("default", store.inMemory().list("default", 1).get(0).sha256())
            .orElseThrow()
            .body();
    assertThat(kept).isEqualTo(first(id(13)));
    assertThat(store.commits()).isEqualTo(2); // the sender that came first, then all the others
  }

  @Test
  void whenTheCommitOfABatchFailsEverybodyIsAskedToTryAgainAndNothingIsLostThen() throws Exception {
    store.break_(FaultyStore.Fault.COMMIT_THROWS_AFTER);
    WebhookReceiver receiver = receiver(1_024);
    assertThat(together(receiver, i -> first(id(i))))
        .containsOnly("{\"error\":\"temporarily unavailable\"}");
    store.repair();
    for (int i = 0; i < SENDERS; i++) {
      assertThat(post(receiver, first(id(i)))).isEqualTo("{\"status\":\"duplicate\"}");
    }
    assertThat(store.inMemory().list("default", 100)).isEmpty();
  }

  @Test
  void sixtyFourEventsOfOneCallNeedTwoCommits() throws Exception {
    List<String> answers = together(receiver(1_024), i -> numbered("hot", i));
    assertThat(answers).containsOnly("{\"status\":\"accepted\"}");
    assertThat(store.inMemory().call(new CallKey("default", "hot")).orElseThrow().eventCount())
        .isEqualTo(SENDERS);
    assertThat(store.commits()).isEqualTo(2);
  }

  @Test
  void copiesOfOneEventInOneBatchAreOneAcceptedAndTheRestDuplicates() throws Exception {
    List<String> answers = together(receiver(1_024), i -> first("same"));
    assertThat(answers).filteredOn("{\"status\":\"accepted\"}"::equals).hasSize(1);
    assertThat(answers).filteredOn("{\"status\":\"duplicate\"}"::equals).hasSize(63);
  }

  @Test
  void aRefusedCallIsTakenApartUntilOnlyTheGuiltyEventIsRefused() throws Exception {
    CallStore picky =
        new Delegate(store) {
          @Override
          public List<CommitResult> commit(List<CallChange> changes) {
            return changes.stream()
                .map(
                    change ->
                        change.events().stream().anyMatch(e -> e.event().id().equals("e13"))
                            ? CommitResult.REFUSED
                            : store.commit(List.of(change)).get(0))
                .toList();
          }
        };
    List<String> answers = together(receiver(picky, 1_024), i -> numbered("hot", i));
    assertThat(answers.get(13)).isEqualTo("{\"status\":\"quarantined\"}");
    assertThat(answers).filteredOn("{\"status\":\"accepted\"}"::equals).hasSize(63);
    assertThat(store.inMemory().call(new CallKey("default", "hot")).orElseThrow().eventCount())
        .isEqualTo(63);
  }

  @Test
  void aStoredCallThatCannotBeReadFailsNoOtherCallOfItsBatch() throws Exception {
    CallStore damaged =
        new Delegate(store) {
          @Override
          public List<StoredCall> load(List<CallKey> keys) {
            return store.load(keys).stream()
                .map(
                    call ->
                        call.key().callId().equals(id(13))
                            ? StoredCall.of(call.key(), 1, EventBodies.bytes("{\"v\":2,"))
                            : call)
                .toList();
          }
        };
    List<String> answers = together(receiver(damaged, 1_024), i -> first(id(i)));
    assertThat(answers.get(13)).isEqualTo("{\"error\":\"temporarily unavailable\"}");
    assertThat(answers).filteredOn("{\"status\":\"accepted\"}"::equals).hasSize(63);
  }

  @Test
  void aLostRaceIsRunAgainAndNeverSeenByTheSender() throws Exception {
    MemoryCallStore shared = new MemoryCallStore();
    WebhookReceiver oneNode = receiver(shared, 1_024);
    WebhookReceiver otherNode = receiver(shared, 1_024);
    List<String> answers =
        together(
            request -> (request % 2 == 0 ? oneNode : otherNode), i -> numbered("contended", i));
    assertThat(answers).containsOnly("{\"status\":\"accepted\"}");
    assertThat(shared.call(new CallKey("default", "contended")).orElseThrow().eventCount())
        .isEqualTo(SENDERS);
  }

  @Test
  void aRaceThatIsLostForEverEndsWithA503() {
    CallStore contested =
        new Delegate(store) {
          @Override
          public List<CommitResult> commit(List<CallChange> changes) {
            return changes.stream().map(change -> CommitResult.STALE).toList();
          }
        };
    assertThat(post(receiver(contested, 1_024), first("a")))
        .isEqualTo("{\"error\":\"temporarily unavailable\"}");
  }

  @Test
  void aFullQueueTurnsAwayAtOnceAndTakesAgainLater() throws Exception {
    WebhookReceiver receiver = receiver(10);
    List<String> answers = together(receiver, i -> first(id(i)));
    assertThat(answers).filteredOn("{\"status\":\"accepted\"}"::equals).hasSize(11);
    assertThat(answers)
        .filteredOn("{\"error\":\"temporarily unavailable\"}"::equals)
        .hasSize(SENDERS - 11);
    assertThat(post(receiver, first("later"))).isEqualTo("{\"status\":\"accepted\"}");
  }

  @Test
  void aCommitHoldsUpTheCallsOfItsQueueOnly() throws Exception {
    store.holdCommits();
    WebhookReceiver receiver = receiver(1_024);
    Future<String> one = senders.submit(() -> post(receiver, first(id(0))));
    awaitHeld(store);
    Future<String> other = senders.submit(() -> post(receiver, first(id(0) + "'")));
    awaitHeld(store);
    Future<String> waiting = senders.submit(() -> post(receiver, first(id(1))));
    while (queued(List.of(waiting)) < 1) {
      Thread.onSpinWait();
    }
    store.releaseCommits();
    assertThat(List.of(one.get(), other.get(), waiting.get()))
        .containsOnly("{\"status\":\"accepted\"}");
    assertThat(store.commits()).isEqualTo(3);
  }

  @Test
  @Timeout(10)
  void whoseEventIsWrittenIsToldWhileTheNextCommitHangs() throws Exception {
    AtomicReference<WebhookReceiver> receiver = new AtomicReference<>();
    AtomicInteger commits = new AtomicInteger();
    CountDownLatch underWay = new CountDownLatch(1);
    CountDownLatch told = new CountDownLatch(2);
    CallStore hanging =
        new Delegate(store) {
          @Override
          public List<CommitResult> commit(List<CallChange> changes) {
            switch (commits.incrementAndGet()) {
              case 1 -> {
                underWay.countDown();
                awaitQueued(2); // both in one batch
              }
              case 2 -> {
                senders.submit(() -> post(receiver.get(), first(id(3))));
                awaitQueued(2); // that one, and the one of the two that does not lead
              }
              default -> awaitOpen(told);
            }
            return store.commit(changes);
          }
        };
    receiver.set(receiver(hanging, 1_024));
    Future<String> alone = senders.submit(() -> post(receiver.get(), first(id(0))));
    awaitOpen(underWay);
    for (int i = 1; i <= 2; i++) {
      byte[] body = first(id(i));
      senders.submit(
          () -> {
            assertThat(post(receiver.get(), body)).isEqualTo("{\"status\":\"accepted\"}");
            told.countDown();
          });
    }
    assertThat(alone.get()).isEqualTo("{\"status\":\"accepted\"}");
    told.await();
  }

  @Test
  @Timeout(10)
  void aStoreThatWorksOnOneCommitAtOnceGetsAllCallsInOne() throws Exception {
    CallStore oneWriter =
        new Delegate(store) {
          @Override
          public int commitsAtOnce() {
            return 1;
          }
        };
    List<String> answers =
        together(receiver(oneWriter, 1_024), i -> first(i % 2 == 0 ? id(i) : id(i) + "'"));
    assertThat(answers).containsOnly("{\"status\":\"accepted\"}");
    assertThat(store.commits()).isEqualTo(2); // the sender that came first, then all the others
  }

  @Test
  void aStoreThatTakesNoCommitIsRefused() {
    CallStore closed =
        new Delegate(store) {
          @Override
          public int commitsAtOnce() {
            return 0;
          }
        };
    assertThatThrownBy(() -> receiver(closed, 1_024))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the store's commitsAtOnce() must be >= 1, was 0");
  }

  /** Each of two leaders would wait for the other: one by what the test holds, one by the queue. */
  @Test
  @Timeout(10)
  void whoLeadsOneQueueAndReceivesWaitsForNoLeaderOfTheOther() throws Exception {
    String outer = id(0);
    String busy = id(1) + "'";
    String inner = id(2) + "'";
    CountDownLatch busyNow = new CountDownLatch(1);
    CountDownLatch received = new CountDownLatch(1);
    AtomicReference<WebhookReceiver> receiver = new AtomicReference<>();
    CallStore nesting =
        new Delegate(store) {
          @Override
          public List<CommitResult> commit(List<CallChange> changes) {
            String call = changes.get(0).key().callId();
            if (call.equals(busy)) {
              busyNow.countDown();
              awaitOpen(received);
            } else if (call.equals(outer)) {
              awaitOpen(busyNow);
              assertThat(post(receiver.get(), first(inner))).isEqualTo("{\"status\":\"accepted\"}");
              received.countDown();
            }
            return store.commit(changes);
          }
        };
    receiver.set(receiver(nesting, 1_024));
    Future<String> other = senders.submit(() -> post(receiver.get(), first(busy)));
    Future<String> one = senders.submit(() -> post(receiver.get(), first(outer)));
    assertThat(List.of(one.get(), other.get())).containsOnly("{\"status\":\"accepted\"}");
  }

  /** However the threads meet: every event is answered, once, and none is left behind. */
  @Test
  void noEventIsForgottenWhateverTheThreadsDo() throws Exception {
    WebhookReceiver receiver = receiver(1_024);
    ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
    List<Future<?>> all = new ArrayList<>();
    for (int sender = 0; sender < 8; sender++) {
      int mine = sender;
      all.add(
          senders.submit(
              () -> {
                for (int i = 0; i < 1_000; i++) {
                  answers.add(post(receiver, numbered("call-" + i % 7, mine * 1_000 + i)));
                }
              }));
    }
    for (Future<?> one : all) {
      one.get();
    }
    assertThat(answers).hasSize(8_000).containsOnly("{\"status\":\"accepted\"}");
    assertThat(
            IntStream.range(0, 7)
                .map(i -> store.inMemory().events(new CallKey("default", "call-" + i)).size()))
        .containsOnly(1_000); // the limit of remembered ids; the rest is merged only
  }

  /** Starts one sender whose commit is held, then 63 that queue up behind it. */
  private List<String> together(WebhookReceiver receiver, IntFunction<byte[]> bodies)
      throws Exception {
    return together(request -> receiver, bodies);
  }

  private List<String> together(IntFunction<WebhookReceiver> receivers, IntFunction<byte[]> bodies)
      throws Exception {
    store.holdCommits();
    List<Future<String>> answers = new ArrayList<>();
    List<Thread> waiting = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      int number = i;
      answers.add(senders.submit(() -> post(receivers.apply(number), bodies.apply(number))));
      if (i == 0 && receivers.apply(0) == receivers.apply(1)) {
        senders.submit(() -> awaitHeld(store)).get();
      }
    }
    int leaders = receivers.apply(0) == receivers.apply(1) ? 1 : 2;
    while (queued(answers) < SENDERS - leaders) {
      Thread.onSpinWait();
    }
    store.releaseCommits();
    List<String> results = new ArrayList<>();
    for (Future<String> answer : answers) {
      results.add(answer.get());
    }
    return results;
  }

  /** Senders that wait behind a leader, or have their answer; leaders wait inside the store. */
  private static long queued(List<Future<String>> answers) {
    return Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> LockSupport.getBlocker(thread) instanceof IngestTicket)
            .count()
        + answers.stream().filter(Future::isDone).count();
  }

  private static void awaitQueued(int count) {
    while (queued(List.of()) < count) {
      Thread.onSpinWait();
    }
  }

  private static void awaitOpen(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Void awaitHeld(FaultyStore store) throws InterruptedException {
    store.awaitHeldCommit();
    return null;
  }

  private WebhookReceiver receiver(int queueCapacity) {
    return receiver(store, queueCapacity);
  }

  private WebhookReceiver receiver(CallStore calls, int queueCapacity) {
    return WebhookReceiver.builder()
        .verifier(request -> new Verified("0"))
        .store(calls)
        .quarantine(store)
        .queueCapacity(queueCapacity)
        .build();
  }

  private static String post(WebhookReceiver receiver, byte[] body) {
    return receiver.receive(WebhookRequest.of(null, Map.of(), body)).body();
  }

  /** Calls of one queue, so that they can be one batch: a sender's id decides which it is in. */
  private static String id(int number) {
    String id = "call-" + number;
    return new CallKey("default", id).hashCode() % 2 == 0 ? id : id + "'";
  }

  private static byte[] first(String callId) {
    return EventBodies.missedCallWithVoicemail(callId).get(0);
  }

  private static byte[] numbered(String callId, int number) {
    return EventBodies.bytes(
        """
        {"event_id":"e%d","event_type":"branch_selected","event_ts":"2026-05-15T10:00:00Z",
         "call_id":"%s","digit":"1"}"""
            .formatted(number, callId));
  }

  /** Passes everything on. */
  private static class Delegate implements CallStore {
    private final CallStore store;

    Delegate(CallStore store) {
      this.store = store;
    }

    @Override
    public List<StoredCall> load(List<CallKey> keys) {
      return store.load(keys);
    }

    @Override
    public List<CommitResult> commit(List<CallChange> changes) {
      return store.commit(changes);
    }
  }
}
