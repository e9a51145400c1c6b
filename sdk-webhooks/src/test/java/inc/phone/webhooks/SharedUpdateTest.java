package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.OutcomeUnknownException;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.testkit.EventBodies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lookups that are decided together share a commit, and stay strangers all the same. */
class SharedUpdateTest {
  private static final int THREADS = 32;

  private final FaultyStore store = new FaultyStore();
  private final Queue<CallChange> written = new ConcurrentLinkedQueue<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS + 1);
  private final CallUpdate update = update(store);

  @BeforeEach
  void receiveTheCalls() {
    WebhookReceiver receiver =
        WebhookReceiver.builder().verifier(request -> new Verified("0")).store(store).build();
    for (int i = 0; i <= THREADS; i++) {
      byte[] body =
          EventBodies.envelope("call.initiated", "10:00:00", id(i), "ringing", "null", "");
      receiver.receive(WebhookRequest.of(null, Map.of(), body));
    }
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void thirtyTwoUpdatesNeedTwoCommits() throws Exception {
    int before = store.commits();
    assertThat(together(i -> key(i))).containsOnly("true");
    assertThat(store.commits() - before).isEqualTo(2); // the first alone, then all the others
    for (int i = 0; i < THREADS; i++) {
      assertThat(customer(i)).isEqualTo("customer-" + i);
    }
    assertThat(written).hasSize(THREADS);
  }

  @Test
  void updatesOfOneCallGoOneAfterTheOtherAndNoneIsLost() throws Exception {
    assertThat(together(i -> key(0))).containsOnly("true");
    assertThat(written).hasSize(THREADS);
    assertThat(written).extracting(CallChange::baseVersion).doesNotHaveDuplicates();
  }

  @Test
  void whatIsRefusedOrNotThereOrUnreadableConcernsNobodyElse() throws Exception {
    store.refuse(id(3));
    CallStore damaged =
        new Passing() {
          @Override
          public List<StoredCall> load(List<CallKey> keys) {
            return store.load(keys).stream()
                .map(
                    call ->
                        call.key().callId().equals(id(5))
                            ? StoredCall.of(call.key(), 1, EventBodies.bytes("{\"v\":2,"))
                            : call)
                .toList();
          }
        };
    List<String> results =
        together(update(damaged), i -> i == 4 ? new CallKey("default", "nobody") : key(i));
    assertThat(results.get(3)).startsWith("java.lang.IllegalArgumentException: the store refuses");
    assertThat(results.get(4)).isEqualTo("false");
    assertThat(results.get(5)).contains("Exception");
    assertThat(results).filteredOn("true"::equals).hasSize(THREADS - 3);
  }

  @Test
  void everybodyWhoSharesACommitThatFailsIsToldAndTheNextOneWorks() throws Exception {
    store.break_(FaultyStore.Fault.COMMIT_THROWS_BEFORE);
    assertThat(together(i -> key(i)))
        .allSatisfy(
            result -> assertThat(result).startsWith(OutcomeUnknownException.class.getName()));
    store.break_(FaultyStore.Fault.LOAD_THROWS_AN_ERROR);
    assertThatThrownBy(() -> update.update(key(0), assigning(0)))
        .isInstanceOf(StackOverflowError.class);
    store.repair();
    assertThat(together(i -> key(i))).containsOnly("true");
  }

  @Test
  void aLostRaceIsRunAgainAndGivenUpInTheEnd() {
    AtomicInteger lost = new AtomicInteger(3);
    CallStore contended =
        new Passing() {
          @Override
          public List<CommitResult> commit(List<CallChange> changes) {
            return lost.getAndDecrement() > 0
                ? changes.stream().map(change -> CommitResult.STALE).toList()
                : store.commit(changes);
          }
        };
    assertThat(update(contended).update(key(0), assigning(0))).isTrue();
    assertThat(customer(0)).isEqualTo("customer-0");
    lost.set(Integer.MAX_VALUE);
    assertThatThrownBy(() -> update(contended).update(key(1), assigning(1)))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessage("lost the race for a call 8 times");
  }

  @Test
  void aCallThatWasSeenIsNotLoadedUnlessItWasWrittenSince() {
    AtomicInteger loads = new AtomicInteger();
    CallStore counting =
        new Passing() {
          @Override
          public List<StoredCall> load(List<CallKey> keys) {
            loads.incrementAndGet();
            return store.load(keys);
          }
        };
    StoredCall seen = store.load(List.of(key(0))).get(0);
    assertThat(update(counting).update(seen, assigning(0))).isTrue();
    assertThat(loads).hasValue(0);
    assertThat(update(counting).update(seen, assigning(1))).as("it is another one now").isTrue();
    assertThat(loads).hasValue(1);
    assertThat(customer(0)).isEqualTo("customer-1");
  }

  /** As in the simulation, or in a store that runs the host's code meanwhile. */
  @Test
  void anUpdateInTheMiddleOfAnotherOneOnTheSameThreadDoesNotWaitForIt() {
    CallUpdate[] own = {update};
    CallStore busy =
        new Passing() {
          private boolean inside;

          @Override
          public List<CommitResult> commit(List<CallChange> changes) {
            if (!inside) {
              inside = true;
              assertThat(own[0].update(key(1), assigning(1))).isTrue();
            }
            return store.commit(changes);
          }
        };
    own[0] = update(busy);
    assertThat(own[0].update(key(0), assigning(0))).isTrue();
    assertThat(customer(0)).isEqualTo("customer-0");
    assertThat(customer(1)).isEqualTo("customer-1");
  }

  @Test
  void anInterruptWaitsUntilTheThreadLeadsNoMore() throws Exception {
    Future<Boolean> interrupted =
        threads.submit(
            () -> {
              Thread.currentThread().interrupt();
              boolean updated = update.update(key(0), assigning(0));
              return updated && Thread.interrupted();
            });
    assertThat(interrupted.get()).isTrue();
  }

  /** Whoever waits may look at any moment, not only when it is told to. */
  @Test
  @Timeout(60)
  void whoSeesThatAnUpdateIsDoneSeesWhatCameOfIt() throws Exception {
    List<UpdateTicket> tickets =
        IntStream.range(0, 50_000)
            .mapToObj(i -> new UpdateTicket(key(0), null, assigning(0)))
            .toList();
    AtomicInteger looksAt = new AtomicInteger(-1);
    Future<Integer> unseen =
        threads.submit(
            () -> {
              int wrong = 0;
              for (int i = 0; i < tickets.size(); i++) {
                looksAt.set(i);
                while (!tickets.get(i).isDone()) {
                  Thread.onSpinWait();
                }
                wrong += tickets.get(i).result() ? 0 : 1;
              }
              return wrong;
            });
    for (int i = 0; i < tickets.size(); i++) {
      while (looksAt.get() < i) {
        Thread.onSpinWait();
      }
      tickets.get(i).done(true);
    }
    assertThat(unseen.get()).isZero();
  }

  private List<String> together(IntFunction<CallKey> call) throws Exception {
    return together(update, call);
  }

  /** One is in the store while all the others come. */
  private List<String> together(CallUpdate of, IntFunction<CallKey> call) throws Exception {
    store.holdCommits();
    List<Future<String>> results = new ArrayList<>();
    results.add(threads.submit(() -> result(of, call.apply(0), 0)));
    store.awaitHeldCommit();
    IntStream.range(1, THREADS)
        .forEach(i -> results.add(threads.submit(() -> result(of, call.apply(i), i))));
    while (of.waiting() < THREADS - 1) {
      Thread.onSpinWait();
    }
    store.releaseCommits();
    List<String> all = new ArrayList<>();
    for (Future<String> one : results) {
      all.add(one.get());
    }
    return all;
  }

  private static String result(CallUpdate of, CallKey key, int i) {
    try {
      return Boolean.toString(of.update(key, assigning(i)));
    } catch (RuntimeException | Error e) {
      return e.toString();
    }
  }

  private CallUpdate update(CallStore of) {
    DeliveryPlan plan = DeliveryPlan.none();
    return new CallUpdate(new UpdateRound(new GuardedStore(of, null), plan, written::add, 8));
  }

  private static Consumer<CallProjection> assigning(int customer) {
    return projection -> projection.setManualCustomer(Optional.of("customer-" + customer));
  }

  private String customer(int call) {
    return store.inMemory().call(key(call)).orElseThrow().customerId();
  }

  private static CallKey key(int call) {
    return new CallKey("default", id(call));
  }

  private static String id(int call) {
    return "call-" + call;
  }

  /** The store, but for what a test changes. */
  private class Passing implements CallStore {
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
