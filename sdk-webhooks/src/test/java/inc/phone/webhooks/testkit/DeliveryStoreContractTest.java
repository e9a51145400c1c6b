package inc.phone.webhooks.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import inc.phone.model.EventType;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CallNotice;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.Completion;
import inc.phone.webhooks.spi.DeliveryChange;
import inc.phone.webhooks.spi.DeliveryResult;
import inc.phone.webhooks.spi.DeliveryStore;
import inc.phone.webhooks.spi.EventChange;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.LeaseRequest;
import inc.phone.webhooks.spi.OwedDelivery;
import inc.phone.webhooks.spi.Page;
import inc.phone.webhooks.spi.ParkedDelivery;
import inc.phone.webhooks.spi.PastEvents;
import inc.phone.webhooks.spi.WaitingDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link DeliveryStore} promises besides being a store of calls. Extend it, say how an
 * empty store is made, done.
 */
public abstract class DeliveryStoreContractTest {
  private static final Instant NOW = Instant.parse("2026-05-15T10:00:00Z");
  private static final Duration TTL = Duration.ofSeconds(30);
  private static final int PER_LANE = 16;

  private @Nullable DeliveryStore opened;

  /**
   * Makes a store without any calls.
   *
   * @return an empty store; the same storage is used until the test method ends
   */
  protected abstract DeliveryStore emptyStore();

  /**
   * Opens the storage of a store a second time.
   *
   * @param store the store of this test
   * @return an instance that shares its storage; the same one if there is only ever one
   */
  protected DeliveryStore anotherInstance(DeliveryStore store) {
    return store;
  }

  private DeliveryStore store() {
    if (opened == null) {
      opened = emptyStore();
    }
    return opened;
  }

  @Test
  void whatIsOwedIsLeasedWithItsCallAndItsEvents() {
    commit(change("a", 0, List.of(event("e1", 1)), owed("crm", "e1", 1, NOW)));
    Lease lease = leaseOne("crm", NOW);
    assertThat(lease.key()).isEqualTo(key("a"));
    assertThat(lease.listener()).isEqualTo("crm");
    assertThat(lease.fence()).isEqualTo(1);
    assertThat(lease.until()).isEqualTo(NOW.plus(TTL));
    assertThat(lease.progress()).isNull();
    assertThat(lease.call().version()).isEqualTo(1);
    assertThat(lease.call().state()).isEqualTo(new byte[] {1});
    WaitingDelivery waiting = lease.waiting().get(0);
    assertThat(waiting.id()).isEqualTo("e1");
    assertThat(waiting.occurredAt()).isEqualTo(NOW.plusSeconds(1));
    assertThat(waiting.rank()).isEqualTo(10);
    assertThat(waiting.receivedAt()).isEqualTo(NOW);
    assertThat(waiting.attempts()).isZero();
    assertThat(waiting.notBefore()).isNull();
    EventChange event = Objects.requireNonNull(waiting.event());
    assertThat(event.event()).isEqualTo(event("e1", 1).event());
    assertThat(event.body()).isEqualTo(event("e1", 1).body());
  }

  @Test
  void theLeaseShowsTheCallAndTheEventAsTheyAreNow() {
    commit(change("a", 0, List.of(event("e1", 1)), owed("crm", "e1", 1, NOW)));
    EventRecord corrected =
        new EventRecord("e1", EventType.CALL_ENDED, NOW, NOW.plusSeconds(9), true);
    commit(change("a", 1, List.of(new EventChange(corrected, bytes("again")))));
    Lease lease = leaseOne("crm", NOW);
    assertThat(lease.call().version()).isEqualTo(2);
    EventChange event = Objects.requireNonNull(lease.waiting().get(0).event());
    assertThat(event.event().type()).isEqualTo(EventType.CALL_ENDED);
    assertThat(event.event().receivedAt()).isEqualTo(NOW);
    assertThat(event.body()).isEqualTo(bytes("again"));
  }

  @Test
  void aStaleChangeOwesNothing() {
    commit(change("a", 0, List.of()));
    assertThat(
            store()
                .commit(List.of(change("a", 0, List.of(event("e", 1)), owed("crm", "e", 1, NOW)))))
        .containsExactly(CommitResult.STALE);
    assertThat(lease("crm", NOW)).isEmpty();
  }

  @Test
  void deliveriesWaitInTheOrderOfTimeRankAndId() {
    commit(
        change(
            "a",
            0,
            List.of(),
            owed("crm", "c", 2, NOW),
            owed("crm", "b", 1, NOW),
            owed("crm", "a", 2, NOW),
            new OwedDelivery("crm", "z", NOW.plusSeconds(2), 5, NOW, NOW)));
    assertThat(leaseOne("crm", NOW).waiting())
        .extracting(WaitingDelivery::id)
        .containsExactly("b", "z", "a", "c");
  }

  @Test
  void noMoreDeliveriesAreHandedOverThanWereAskedFor() {
    OwedDelivery[] many = new OwedDelivery[40];
    for (int i = 0; i < many.length; i++) {
      many[i] = owed("crm", "e" + (10 + i), i, NOW);
    }
    commit(change("a", 0, List.of(), many));
    Lease first = leaseOne("crm", NOW);
    assertThat(first.waiting()).hasSize(PER_LANE);
    assertThat(first.waiting().get(0).id()).isEqualTo("e10");
    List<String> done = first.waiting().stream().map(WaitingDelivery::id).toList();
    assertThat(complete(first, delivered(done, NOW))).isTrue();
    assertThat(leaseOne("crm", NOW).waiting().get(0).id()).isEqualTo("e26");
  }

  @Test
  void everyCallAndListenerHasALaneOfItsOwn() {
    commit(
        change("a", 0, List.of(), owed("crm", "e1", 1, NOW), owed("chat", "e1", 1, NOW)),
        change("b", 0, List.of(), owed("crm", "e1", 1, NOW)));
    assertThat(lease("crm", NOW)).extracting(Lease::key).containsOnly(key("a"), key("b"));
    assertThat(lease("chat", NOW)).extracting(Lease::key).containsExactly(key("a"));
    assertThat(lease("mail", NOW)).isEmpty();
  }

  @Test
  void sourcesDoNotSeeEachOthersLanes() {
    CallKey foreign = new CallKey("other", "a");
    commit(change(foreign, 0, List.of(), owed("crm", "e1", 1, NOW)));
    assertThat(lease("crm", NOW)).isEmpty();
    LeaseRequest request = new LeaseRequest("other", Map.of("crm", 5), PER_LANE, "node", NOW, TTL);
    assertThat(store().lease(request)).extracting(Lease::key).containsExactly(foreign);
  }

  @Test
  void aLaneIsTakenWhenItIsDueAndNotBefore() {
    commit(change("a", 0, List.of(), owed("crm", "e1", 1, NOW.plusSeconds(5))));
    assertThat(lease("crm", NOW.plusSeconds(5).minusNanos(1000))).isEmpty();
    assertThat(lease("crm", NOW.plusSeconds(5))).hasSize(1);
  }

  @Test
  void aLaneComesDueAtTheEarliestTimeThatWasNamed() {
    commit(change("a", 0, List.of(), owed("crm", "e1", 1, NOW.plusSeconds(9))));
    commit(change("a", 1, List.of(), owed("crm", "e2", 2, NOW.plusSeconds(3))));
    commit(change("a", 2, List.of(), owed("crm", "e3", 3, NOW.plusSeconds(7))));
    assertThat(lease("crm", NOW.plusSeconds(2))).isEmpty();
    assertThat(leaseOne("crm", NOW.plusSeconds(3)).waiting()).hasSize(3);
  }

  @Test
  void theLongestDueComeFirstAndEachListenerHasItsOwnLimit() {
    for (int i = 0; i < 6; i++) {
      Instant due = NOW.minusSeconds(i);
      commit(change("c" + i, 0, List.of(), owed("crm", "e", 1, due), owed("chat", "e", 1, due)));
    }
    LeaseRequest request =
        new LeaseRequest("default", Map.of("crm", 2, "chat", 3), PER_LANE, "node", NOW, TTL);
    List<Lease> leases = store().lease(request);
    assertThat(calls(leases, "crm")).containsExactlyInAnyOrder("c5", "c4");
    assertThat(calls(leases, "chat")).containsExactlyInAnyOrder("c5", "c4", "c3");
    assertThat(calls(store().lease(request), "crm")).containsExactlyInAnyOrder("c3", "c2");
  }

  @Test
  void aDeliveryThatIsThereAlreadyStaysAsItIs() {
    commit(change("a", 0, List.of(), owed("crm", "e1", 1, NOW)));
    Lease lease = leaseOne("crm", NOW);
    complete(lease, retry("e1", 2, NOW.plusSeconds(4)));
    commit(change("a", 1, List.of(), owed("crm", "e1", 1, NOW)));
    WaitingDelivery waiting = leaseOne("crm", NOW).waiting().get(0);
    assertThat(waiting.attempts()).isEqualTo(2);
    assertThat(waiting.notBefore()).isEqualTo(NOW.plusSeconds(4));
  }

  @Test
  void aLeasedLaneIsNobodyElsesUntilItsTimeIsOver() {
    commit(change("a", 0, List.of(), owed("crm", "e1", 1, NOW)));
    leaseOne("crm", NOW);
    assertThat(lease("crm", NOW.plus(TTL).minusNanos(1000))).isEmpty();
    Lease taken = leaseOne("crm", NOW.plus(TTL));
    assertThat(taken.fence()).isEqualTo(2);
    assertThat(taken.waiting()).extracting(WaitingDelivery::id).containsExactly("e1");
  }

  @Test
  void whoLostItsLeaseCanCompleteParkAndAdvanceNothing() {
    commit(change("a", 0, List.of(), owed("crm", "e1", 1, NOW)));
    Lease lost = leaseOne("crm", NOW);
    Lease current = leaseOne("crm", NOW.plus(TTL));
    assertThat(complete(lost, delivered(List.of("e1"), null))).isFalse();
    assertThat(complete(lost, parked("e1"))).isFalse();
    assertThat(complete(lost, retry("e1", 7, NOW))).isFalse();
    assertThat(complete(lost, DeliveryResult.nothing(NOW))).isFalse();
    assertThat(lease("crm", NOW.plusSeconds(31))).as("still leased").isEmpty();
    assertThat(parked("default", 10)).isEmpty();
    assertThat(complete(current, DeliveryResult.nothing(NOW))).isTrue();
    Lease next = leaseOne("crm", NOW);
    assertThat(next.waiting().get(0).attempts()).isZero();
    assertThat(next.progress()).isNull();
  }

  @Test
  void aLeaseThatIsOverButNotTakenMayStillBeGivenBackOnce() {
    commit(change("a", 0, List.of(), owed("crm", "e1", 1, NOW)));
    Lease lease = leaseOne("crm", NOW);
    assertThat(complete(lease, delivered(List.of("e1"), null))).isTrue();
    assertThat(complete(lease, DeliveryResult.nothing(NOW))).isFalse();
    assertThat(lease("crm", NOW.plusSeconds(3600))).isEmpty();
  }

  @Test
  void theFenceNeverStartsAgain() {
    for (int i = 0; i < 5; i++) {
      commit(change("a", i, List.of(), owed("crm", "e" + i, i, NOW)));
      Lease lease = leaseOne("crm", NOW);
      assertThat(lease.fence()).isEqualTo(i + 1);
      assertThat(complete(lease, delivered(List.of("e" + i), null))).isTrue();
    }
  }

  @Test
  void progressIsKeptUntilItIsReplaced() {
    commit(change("a", 0, List.of(), owed("crm", "e1", 1, NOW)));
    complete(leaseOne("crm", NOW), new DeliveryResult(List.of(), List.of(), null, NOW, "one"));
    complete(leaseOne("crm", NOW), DeliveryResult.nothing(NOW));
    Lease lease = leaseOne("crm", NOW);
    assertThat(lease.progress()).isEqualTo("one");
    complete(lease, new DeliveryResult(List.of("e1"), List.of(), null, null, "two"));
    commit(change("a", 1, List.of(), owed("crm", "e2", 1, NOW)));
    assertThat(leaseOne("crm", NOW).progress()).isEqualTo("two");
  }

  @Test
  void aRetryKeepsItsAttemptsAndItsTime() {
    commit(change("a", 0, List.of(), owed("crm", "e1", 1, NOW), owed("crm", "e2", 2, NOW)));
    complete(leaseOne("crm", NOW), retry("e1", 3, NOW.plusSeconds(8)));
    assertThat(lease("crm", NOW.plusSeconds(7))).isEmpty();
    Lease lease = leaseOne("crm", NOW.plusSeconds(8));
    assertThat(lease.waiting()).extracting(WaitingDelivery::attempts).containsExactly(3, 0);
    assertThat(lease.waiting().get(0).notBefore()).isEqualTo(NOW.plusSeconds(8));
  }

  /** Whatever a commit says during a lease, before or after its end, is there when it ends. */
  @Test
  void aCommitDuringTheLeaseIsNeverLost() {
    for (int seconds : new int[] {-5, 0, 29, 30, 31, 3600}) {
      String call = "call" + seconds;
      Instant due = NOW.plusSeconds(seconds);
      commit(change(call, 0, List.of(), owed("crm", "e1", 1, NOW)));
      Lease lease = leaseOne("crm", NOW);
      commit(change(call, 1, List.of(), owed("crm", "e2", 2, due)));
      assertThat(lease("crm", NOW.plusSeconds(1))).as("leased").isEmpty();
      assertThat(complete(lease, delivered(List.of("e1"), null))).isTrue();
      assertThat(lease("crm", due.minusSeconds(1))).isEmpty();
      Lease next = leaseOne("crm", due);
      assertThat(next.waiting()).extracting(WaitingDelivery::id).containsExactly("e2");
      complete(next, delivered(List.of("e2"), null));
    }
  }

  @Test
  void theEarlierOfTheCommitsTimeAndTheResultsTimeCounts() {
    commit(change("a", 0, List.of(), owed("crm", "e1", 1, NOW)));
    Lease lease = leaseOne("crm", NOW);
    commit(change("a", 1, List.of(), owed("crm", "e2", 2, NOW.plusSeconds(50))));
    complete(lease, retry("e1", 1, NOW.plusSeconds(10)));
    assertThat(lease("crm", NOW.plusSeconds(9))).isEmpty();
    lease = leaseOne("crm", NOW.plusSeconds(10));
    commit(change("a", 2, List.of(), owed("crm", "e3", 3, NOW.plusSeconds(11))));
    complete(lease, retry("e1", 2, NOW.plusSeconds(90)));
    assertThat(lease("crm", NOW.plusSeconds(11))).hasSize(1);
  }

  @Test
  void completionsOfABatchStandAlone() {
    commit(
        change("a", 0, List.of(), owed("crm", "e", 1, NOW)),
        change("b", 0, List.of(), owed("crm", "e", 1, NOW)),
        change("c", 0, List.of(), owed("crm", "e", 1, NOW)));
    List<Lease> leases = lease("crm", NOW);
    Lease lost = leases.get(1);
    leaseAll(List.of("crm"), NOW.plus(TTL), 1); // one of the three, and then all of the rest
    leaseAll(List.of("crm"), NOW.plus(TTL), 9);
    List<Lease> again = new ArrayList<>(leaseAll(List.of("crm"), NOW.plus(TTL).plus(TTL), 9));
    again.removeIf(lease -> lease.key().equals(lost.key()));
    List<Boolean> results =
        store()
            .complete(
                List.of(
                    new Completion(again.get(0), delivered(List.of("e"), null)),
                    new Completion(lost, delivered(List.of("e"), null)),
                    new Completion(again.get(1), parked("e"))));
    assertThat(results).containsExactly(true, false, true);
    assertThat(parked("default", 9))
        .extracting(ParkedDelivery::key)
        .containsExactly(again.get(1).key());
    Lease left = leaseOne("crm", NOW.plusSeconds(3600));
    assertThat(left.key()).isEqualTo(lost.key());
    assertThat(left.waiting()).hasSize(1);
  }

  @Test
  void aParkedDeliveryIsListedAndOutOfTheWay() {
    commit(
        change(
            "a",
            0,
            List.of(event("e1", 1)),
            owed("crm", "e1", 1, NOW),
            owed("crm", "~notice", 2, NOW)));
    DeliveryResult result =
        new DeliveryResult(
            List.of(),
            List.of(
                new DeliveryResult.Parked("e1", NOW.plusSeconds(3), 10, "java.io.IOException"),
                new DeliveryResult.Parked("~notice", NOW.plusSeconds(4), 9, "x")),
            null,
            NOW,
            null);
    complete(leaseOne("crm", NOW), result);
    assertThat(parked("default", 10))
        .containsExactly(
            new ParkedDelivery(
                key("a"), "crm", "~notice", null, NOW.plusSeconds(2), NOW.plusSeconds(4), 9, "x"),
            new ParkedDelivery(
                key("a"),
                "crm",
                "e1",
                EventType.CALL_INITIATED,
                NOW.plusSeconds(1),
                NOW.plusSeconds(3),
                10,
                "java.io.IOException"));
    assertThat(parked("default", 1)).hasSize(1);
    assertThat(parked("other", 10)).isEmpty();
    assertThat(leaseOne("crm", NOW).waiting()).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> parked("default", 0));
    assertThatIllegalArgumentException().isThrownBy(() -> parked("default", 501));
  }

  @Test
  void aParkedDeliveryIsReplayedOnce() {
    commit(change("a", 0, List.of(), owed("crm", "e1", 1, NOW), owed("crm", "e2", 2, NOW)));
    Instant later = NOW.plusSeconds(60);
    assertThat(store().replay(key("a"), "crm", "e1", later)).as("it waits").isFalse();
    complete(leaseOne("crm", NOW), parked("e1", "e2"));
    assertThat(lease("crm", later)).isEmpty();
    assertThat(store().replay(key("a"), "chat", "e1", later)).isFalse();
    assertThat(store().replay(key("b"), "crm", "e1", later)).isFalse();
    assertThat(store().replay(key("a"), "crm", "e1", later)).isTrue();
    assertThat(store().replay(key("a"), "crm", "e1", later)).isFalse();
    assertThat(lease("crm", later.minusSeconds(1))).isEmpty();
    Lease lease = leaseOne("crm", later);
    assertThat(lease.waiting()).extracting(WaitingDelivery::id).containsExactly("e1");
    assertThat(lease.waiting().get(0).attempts()).isZero();
    assertThat(parked("default", 9)).hasSize(1);
  }

  @Test
  void everythingParkedIsReplayedAtOnce() {
    for (String call : List.of("a", "b", "c")) {
      commit(change(call, 0, List.of(), owed("crm", "e1", 1, NOW), owed("chat", "e1", 1, NOW)));
    }
    for (Lease lease : leaseAll(List.of("crm", "chat"), NOW, 9)) {
      complete(lease, parked("e1"));
    }
    assertThat(store().replayAll("other", null, NOW)).isZero();
    assertThat(store().replayAll("default", null, NOW)).isEqualTo(6);
    assertThat(store().replayAll("default", null, NOW)).isZero();
    assertThat(leaseAll(List.of("crm", "chat"), NOW, 9)).hasSize(6);
  }

  @Test
  void whatIsParkedOfOneListenerIsListedAndReplayedAlone() {
    for (String call : List.of("a", "b", "c")) {
      commit(change(call, 0, List.of(), owed("crm", "e1", 1, NOW), owed("chat", "e1", 1, NOW)));
    }
    for (Lease lease : leaseAll(List.of("crm", "chat"), NOW, 9)) {
      complete(lease, parked("e1"));
    }
    assertThat(store().parked("default", "crm", 9, null).items())
        .extracting(ParkedDelivery::listener)
        .containsExactly("crm", "crm", "crm");
    assertThat(store().parked("default", "sms", 9, null).items()).isEmpty();
    assertThat(store().parked("default", "\0", 9, null).items()).isEmpty();
    assertThat(store().replayAll("default", "sms", NOW)).isZero();
    assertThat(store().replayAll("default", "crm", NOW)).isEqualTo(3);
    assertThat(leaseAll(List.of("crm", "chat"), NOW, 9))
        .extracting(Lease::listener)
        .containsExactly("crm", "crm", "crm");
    assertThat(parked("default", 9)).extracting(ParkedDelivery::listener).containsOnly("chat");
  }

  @Test
  void pagesOfWhatIsParkedMissNothingAndRepeatNothing() {
    List<String> listeners = List.of("crm", "chat");
    for (int call = 0; call < 5; call++) {
      commit(
          change(
              "call-" + call,
              0,
              List.of(),
              owed("crm", "e1", 1, NOW),
              owed("crm", "e2", 2, NOW),
              owed("chat", "e1", 1, NOW)));
    }
    for (Lease lease : leaseAll(listeners, NOW, 9)) {
      complete(lease, lease.listener().equals("crm") ? parked("e1", "e2") : parked("e1"));
    }
    List<ParkedDelivery> whole = parked("default", 500);
    for (int limit = 1; limit <= 16; limit++) {
      List<ParkedDelivery> seen = new ArrayList<>();
      String cursor = null;
      do {
        Page<ParkedDelivery> page = store().parked("default", null, limit, cursor);
        assertThat(page.items()).hasSizeBetween(1, limit);
        seen.addAll(page.items());
        cursor = page.nextCursor();
      } while (cursor != null);
      assertThat(seen).hasSize(15).isEqualTo(whole);
    }
    for (String cursor : List.of("", "x", "MTIz")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> store().parked("default", null, 1, cursor))
          .withMessage("cursor is not one of ours");
    }
  }

  @Test
  void whatNoDeliveryCanBeNamedIsNotReplayed() {
    commit(change("a", 0, List.of(), owed("crm", "e1", 1, NOW)));
    complete(leaseOne("crm", NOW), parked("e1"));
    assertThat(store().replay(key("a\0"), "crm", "e1", NOW)).isFalse();
    assertThat(store().replay(key("a"), "crm\0", "e1", NOW)).isFalse();
    assertThat(store().replay(key("a"), "crm", "\ud800", NOW)).isFalse();
  }

  @Test
  void aReplayDuringALeaseIsNotLost() {
    commit(change("a", 0, List.of(), owed("crm", "e1", 1, NOW)));
    complete(leaseOne("crm", NOW), parked("e1"));
    commit(change("a", 1, List.of(), owed("crm", "e2", 2, NOW)));
    Lease lease = leaseOne("crm", NOW);
    assertThat(store().replay(key("a"), "crm", "e1", NOW)).isTrue();
    assertThat(complete(lease, delivered(List.of("e2"), null))).isTrue();
    assertThat(leaseOne("crm", NOW).waiting())
        .extracting(WaitingDelivery::id)
        .containsExactly("e1");
  }

  @Test
  void aWakeBringsForwardWhatIsDueAndNothingElse() {
    Instant later = NOW.plusSeconds(60);
    commit(change("a", 0, List.of(), owed("crm", "e1", 1, later), owed("chat", "e1", 1, NOW)));
    complete(leaseOne("chat", NOW), delivered(List.of("e1"), null));
    commit(change("b", 0, List.of(), owed("crm", "e1", 1, later)));
    commit(wake("a", 1, NOW.plusSeconds(2)));
    assertThat(leaseAll(List.of("crm", "chat"), NOW.plusSeconds(1), 9)).isEmpty();
    assertThat(leaseAll(List.of("crm", "chat"), NOW.plusSeconds(2), 9))
        .extracting(Lease::key)
        .containsExactly(key("a"));
    commit(wake("b", 1, later.plusSeconds(9)));
    assertThat(calls(lease("crm", later), "crm")).contains("b");
  }

  @Test
  void aWakeDuringALeaseIsNotLost() {
    commit(change("a", 0, List.of(), owed("crm", "e1", 1, NOW)));
    Lease lease = leaseOne("crm", NOW);
    commit(wake("a", 1, NOW.plusSeconds(1)));
    complete(lease, DeliveryResult.nothing(NOW.plusSeconds(2)));
    assertThat(lease("crm", NOW.plusSeconds(1))).hasSize(1);
  }

  @Test
  void aNoticeGoesToListenersWhoseLaneWasLeasedBefore() {
    commit(
        change(
            "a",
            0,
            List.of(),
            owed("leased", "e1", 1, NOW),
            owed("done", "e1", 1, NOW),
            owed("fresh", "e1", 1, NOW.plusSeconds(5)),
            owed("~own", "e1", 1, NOW)));
    leaseOne("leased", NOW);
    complete(leaseOne("done", NOW), delivered(List.of("e1"), null));
    complete(leaseOne("~own", NOW), delivered(List.of("e1"), null));
    CallNotice notice = new CallNotice("~matched", NOW.plusSeconds(3), 100);
    commit(
        new CallChange(
            1,
            new byte[] {2},
            record("a"),
            List.of(),
            new DeliveryChange(List.of(), notice, null)));
    Instant due = NOW.plusSeconds(3);
    Lease done = leaseOne("done", due);
    WaitingDelivery waiting = done.waiting().get(0);
    assertThat(waiting).isEqualTo(new WaitingDelivery("~matched", due, 100, due, 0, null, null));
    assertThat(lease("~own", due)).isEmpty();
    assertThat(lease("fresh", due)).isEmpty();
    assertThat(leaseOne("fresh", NOW.plusSeconds(5)).waiting())
        .extracting(WaitingDelivery::id)
        .containsExactly("e1");
    assertThat(leaseOne("leased", NOW.plus(TTL)).waiting())
        .extracting(WaitingDelivery::id)
        .containsExactly("e1", "~matched");
  }

  @Test
  void pastEventsAreOwedPageByPage() {
    for (int i = 0; i < 7; i++) {
      commit(change("c" + i, 0, List.of(eventAt("e", NOW.plusSeconds(i)))));
    }
    EventRecord ended = new EventRecord("x", EventType.CALL_ENDED, NOW, NOW.plusSeconds(3), false);
    commit(change("c3", 1, List.of(new EventChange(ended, bytes("x")))));
    commit(change("c5", 1, List.of(), owed("late", "e", 0, NOW)));
    complete(leaseOne("late", NOW), retry("e", 4, NOW));
    Optional<String> cursor = Optional.empty();
    int pages = 0;
    do {
      cursor =
          store()
              .owePast(
                  new PastEvents(
                      "default",
                      "late",
                      Set.of(EventType.CALL_INITIATED),
                      NOW.plusSeconds(2),
                      NOW.plusSeconds(6),
                      NOW,
                      2,
                      cursor.orElse(null)));
      pages++;
    } while (cursor.isPresent());
    assertThat(pages).isBetween(2, 4);
    List<Lease> leases = lease("late", NOW);
    assertThat(calls(leases, "late")).containsExactlyInAnyOrder("c2", "c3", "c4", "c5");
    for (Lease lease : leases) {
      assertThat(lease.waiting()).hasSize(1);
      WaitingDelivery waiting = lease.waiting().get(0);
      assertThat(waiting.rank()).isEqualTo(10);
      assertThat(waiting.attempts()).isEqualTo(lease.key().callId().equals("c5") ? 4 : 0);
      assertThat(waiting.event()).isNotNull();
    }
  }

  @Test
  void pastEventsWithoutTypesAreAllOfThem() {
    EventRecord other = new EventRecord("x", EventType.of("new.type"), NOW, NOW, false);
    commit(change("a", 0, List.of(event("e", 1), new EventChange(other, bytes("x")))));
    PastEvents all =
        new PastEvents(
            "default", "late", Set.of(), Instant.EPOCH, NOW.plusSeconds(1), NOW, 9, null);
    assertThat(store().owePast(all)).isEmpty();
    assertThat(leaseOne("late", NOW).waiting())
        .extracting(WaitingDelivery::id)
        .containsExactly("x", "e");
  }

  @Test
  void twoInstancesShareTheirLanes() {
    DeliveryStore other = anotherInstance(store());
    commit(change("a", 0, List.of(), owed("crm", "e1", 1, NOW)));
    List<Lease> taken = other.lease(request(List.of("crm"), NOW, 5));
    assertThat(taken).hasSize(1);
    assertThat(lease("crm", NOW)).isEmpty();
    Lease current = leaseOne("crm", NOW.plus(TTL));
    assertThat(
            other.complete(List.of(new Completion(taken.get(0), delivered(List.of("e1"), null)))))
        .containsExactly(false);
    assertThat(complete(current, delivered(List.of("e1"), null))).isTrue();
  }

  /** A lane that two have at once would show as a fence that two completed. */
  @Test
  void noLaneIsEverInTwoHands() throws Exception {
    int calls = 60;
    for (int i = 0; i < calls; i++) {
      commit(change("c" + i, 0, List.of(), owed("crm", "e", 1, NOW)));
    }
    DeliveryStore other = anotherInstance(store());
    Map<CallKey, Integer> seen = new ConcurrentHashMap<>();
    AtomicInteger completed = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Future<?>> nodes = new ArrayList<>();
      for (int thread = 0; thread < 6; thread++) {
        DeliveryStore mine = thread % 2 == 0 ? store() : other;
        nodes.add(threads.submit(() -> drain(mine, seen, completed)));
      }
      for (Future<?> node : nodes) {
        node.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(seen).hasSize(calls).allSatisfy((key, times) -> assertThat(times).isEqualTo(1));
    assertThat(completed).hasValue(calls);
  }

  private static void drain(
      DeliveryStore store, Map<CallKey, Integer> seen, AtomicInteger completed) {
    for (int empty = 0; empty < 3; ) {
      List<Lease> leases = store.lease(request(List.of("crm"), NOW, 4));
      empty = leases.isEmpty() ? empty + 1 : 0;
      List<Completion> done = new ArrayList<>();
      for (Lease lease : leases) {
        seen.merge(lease.key(), 1, Integer::sum);
        done.add(new Completion(lease, delivered(List.of("e"), null)));
      }
      if (!done.isEmpty()) {
        store.complete(done).forEach(won -> completed.addAndGet(won ? 1 : 0));
      }
    }
  }

  private void commit(CallChange... changes) {
    assertThat(store().commit(List.of(changes))).containsOnly(CommitResult.WRITTEN);
  }

  private List<Lease> lease(String listener, Instant now) {
    return leaseAll(List.of(listener), now, 9);
  }

  private Lease leaseOne(String listener, Instant now) {
    List<Lease> leases = lease(listener, now);
    assertThat(leases).hasSize(1);
    return leases.get(0);
  }

  private List<Lease> leaseAll(List<String> listeners, Instant now, int max) {
    return store().lease(request(listeners, now, max));
  }

  private boolean complete(Lease lease, DeliveryResult result) {
    return store().complete(List.of(new Completion(lease, result))).get(0);
  }

  private static LeaseRequest request(List<String> listeners, Instant now, int max) {
    Map<String, Integer> lanes = new ConcurrentHashMap<>();
    listeners.forEach(listener -> lanes.put(listener, max));
    return new LeaseRequest("default", lanes, PER_LANE, "node", now, TTL);
  }

  private static List<String> calls(List<Lease> leases, String listener) {
    return leases.stream()
        .filter(lease -> lease.listener().equals(listener))
        .map(lease -> lease.key().callId())
        .toList();
  }

  private static DeliveryResult delivered(List<String> ids, @Nullable Instant dueAt) {
    return new DeliveryResult(ids, List.of(), null, dueAt, null);
  }

  private List<ParkedDelivery> parked(String source, int limit) {
    return store().parked(source, null, limit, null).items();
  }

  private static DeliveryResult parked(String... ids) {
    List<DeliveryResult.Parked> parked = new ArrayList<>();
    for (String id : ids) {
      parked.add(new DeliveryResult.Parked(id, NOW, 10, "java.io.IOException"));
    }
    return new DeliveryResult(List.of(), parked, null, null, null);
  }

  private static DeliveryResult retry(String id, int attempts, Instant notBefore) {
    return new DeliveryResult(
        List.of(), List.of(), new DeliveryResult.Retry(id, attempts, notBefore), notBefore, null);
  }

  private static CallKey key(String callId) {
    return new CallKey("default", callId);
  }

  private static CallRecord record(String callId) {
    return CallRecord.of(key(callId), new CallProjection());
  }

  private static CallChange wake(String callId, long base, Instant at) {
    DeliveryChange wake = new DeliveryChange(List.of(), null, at);
    return new CallChange(base, new byte[] {3}, record(callId), List.of(), wake);
  }

  private static CallChange change(
      String callId, long base, List<EventChange> events, OwedDelivery... owed) {
    return change(key(callId), base, events, owed);
  }

  private static CallChange change(
      CallKey key, long base, List<EventChange> events, OwedDelivery... owed) {
    DeliveryChange deliveries = new DeliveryChange(List.of(owed), null, null);
    CallRecord call = CallRecord.of(key, new CallProjection());
    return new CallChange(base, new byte[] {1}, call, events, deliveries);
  }

  private static OwedDelivery owed(String listener, String id, int second, Instant dueAt) {
    return new OwedDelivery(listener, id, NOW.plusSeconds(second), 10, NOW, dueAt);
  }

  private static EventChange event(String id, int second) {
    return new EventChange(
        new EventRecord(id, EventType.CALL_INITIATED, NOW.plusSeconds(second), NOW, false),
        bytes("{\"id\":\"" + id + "\"}"));
  }

  private static EventChange eventAt(String id, Instant receivedAt) {
    return new EventChange(
        new EventRecord(id, EventType.CALL_INITIATED, receivedAt, receivedAt, false), bytes(id));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
