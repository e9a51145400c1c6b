package inc.phone.webhooks.store;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CallNotice;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.Completion;
import inc.phone.webhooks.spi.DeliveryChange;
import inc.phone.webhooks.spi.DeliveryResult;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.WaitingDelivery;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections of PostgreSQL meet at one lane, each time at the worst moment. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // who waits for nothing hangs
class DeliveryRacesTest {
  private final DataSource database = Postgres.emptySchema();
  private final JdbcCallStore store = JdbcCallStore.create(database);
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    thread.shutdownNow();
  }

  @Test
  void lanesInOtherHandsArePassedByWithoutWaitingAndNoneIsStarved() throws Exception {
    store.commit(
        IntStream.range(0, 10).mapToObj(i -> Owing.change("c" + i, 0, "e", "crm")).toList());
    try (Connection other = database.getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(
          "SELECT 1 FROM phone_lane WHERE call_id < 'c4' ORDER BY call_id FOR UPDATE");
      List<Lease> leases = thread.submit(() -> store.lease(Owing.request(4, Owing.NOW))).get();
      assertThat(calls(leases)).containsExactly("c4", "c5", "c6", "c7");
      assertThat(calls(store.lease(Owing.request(4, Owing.NOW)))).containsExactly("c8", "c9");
      other.rollback();
    }
    assertThat(calls(store.lease(Owing.request(9, Owing.NOW))))
        .containsExactly("c0", "c1", "c2", "c3");
  }

  /** The lease reads, a commit comes in between, and waits for the lane. */
  @Test
  void whatIsCommittedWhileALeaseIsTakenIsSeenByItOrComesDueAfterIt() throws Exception {
    store.commit(List.of(Owing.change("a", 0, "e1", "crm")));
    AtomicReference<Future<List<CommitResult>>> commit = new AtomicReference<>();
    JdbcCallStore interrupted =
        JdbcCallStore.create(
            new Connections(
                () ->
                    JdbcProxy.of(
                        Connection.class,
                        database.getConnection(),
                        (method, call) -> {
                          Object answer = call.proceed();
                          if (method.getName().equals("executeQuery")
                              && commit.get() == null
                              && isLocking()) {
                            commit.set(
                                thread.submit(
                                    () ->
                                        store.commit(List.of(Owing.change("a", 1, "e2", "crm")))));
                            awaitWaiting();
                          }
                          return answer;
                        })));
    Lease lease = interrupted.lease(Owing.request(1, Owing.NOW)).get(0);
    assertThat(commit.get().get()).containsExactly(CommitResult.WRITTEN);
    assertThat(ids(lease)).containsExactly("e1");
    assertThat(store.complete(List.of(Owing.done(lease)))).containsExactly(true);
    assertThat(ids(store.lease(Owing.request(1, Owing.NOW)).get(0))).containsExactly("e2");
  }

  /** A commit adds to a lane that is due already, and is not over when the lease begins. */
  @Test
  void aLeaseSeesWhateverWasCommittedBeforeItGotItsLane() throws Exception {
    store.commit(List.of(Owing.change("a", 0, "e1", "crm")));
    try (Connection other = database.getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("SELECT 1 FROM phone_lane FOR UPDATE");
      assertThat(store.lease(Owing.request(1, Owing.NOW))).isEmpty();
      Future<List<CommitResult>> commit =
          thread.submit(() -> store.commit(List.of(Owing.change("a", 1, "e2", "crm"))));
      awaitWaiting();
      other.rollback();
      assertThat(commit.get()).containsExactly(CommitResult.WRITTEN);
    }
    assertThat(ids(store.lease(Owing.request(1, Owing.NOW)).get(0))).containsExactly("e1", "e2");
  }

  /** The lease read the call before the news; so the news must be owed. */
  @Test
  void aNoticeGoesToALaneThatIsLeasedForTheFirstTimeWhileItIsCommitted() throws Exception {
    store.commit(List.of(Owing.change("a", 0, "e1", "crm")));
    Future<List<CommitResult>> commit;
    try (Connection lessor = database.getConnection();
        Statement statement = lessor.createStatement()) {
      lessor.setAutoCommit(false);
      statement.execute(
          "UPDATE phone_lane SET fence = 1, due_at = NULL, leased_until = "
              + Listing.micros(Owing.NOW.plus(Owing.TTL)));
      commit = thread.submit(() -> store.commit(List.of(notice("a", 1))));
      awaitWaiting();
      lessor.commit();
    }
    assertThat(commit.get()).containsExactly(CommitResult.WRITTEN);
    Lease lease = store.lease(Owing.request(1, Owing.NOW.plus(Owing.TTL))).get(0);
    assertThat(ids(lease)).containsExactly("e1", "~matched");
  }

  @Test
  void pastEventsAreNotOwedInTheMiddleOfACommitOfTheirCall() throws Exception {
    store.commit(List.of(Owing.change("a", 0, "e1")));
    Future<Optional<String>> owed;
    try (Connection writer = database.getConnection();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute("UPDATE phone_call SET version = version");
      owed = thread.submit(() -> store.owePast(Owing.past()));
      awaitWaiting();
      writer.commit();
    }
    assertThat(owed.get()).isEmpty();
    assertThat(count("SELECT count(*) FROM phone_lane")).isEqualTo(1);
  }

  /** The fence is compared under the lock: a takeover between the two would go unnoticed. */
  @Test
  void aCompletionThatWaitsForATakeoverWritesNothing() throws Exception {
    store.commit(List.of(Owing.change("a", 0, "e1", "crm")));
    Lease lost = store.lease(Owing.request(1, Owing.NOW)).get(0);
    Future<List<Boolean>> completion;
    try (Connection other = database.getConnection();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("UPDATE phone_lane SET fence = fence + 1");
      completion = thread.submit(() -> store.complete(List.of(Owing.done(lost))));
      awaitWaiting();
      other.commit();
    }
    assertThat(completion.get()).containsExactly(false);
    assertThat(count("SELECT count(*) FROM phone_delivery")).isEqualTo(1);
  }

  @Test
  void aLaneThatIsGoneWithItsCallIsNotMadeAgain() {
    store.commit(List.of(Owing.change("a", 0, "e1", "crm")));
    Lease lease = store.lease(Owing.request(1, Owing.NOW)).get(0);
    Postgres.execute(database, "DELETE FROM phone_delivery; DELETE FROM phone_lane");
    Completion retry =
        new Completion(
            lease,
            new DeliveryResult(
                List.of(), List.of(), new DeliveryResult.Retry("e1", 1, Owing.NOW), null, null));
    assertThat(store.complete(List.of(retry))).containsExactly(false);
    assertThat(count("SELECT count(*) FROM phone_lane")).isZero();
  }

  private static CallChange notice(String callId, long base) {
    CallNotice notice = new CallNotice("~matched", Owing.NOW.plusSeconds(1), 100);
    return Owing.change(callId, base, "n", new DeliveryChange(List.of(), notice, null));
  }

  private static List<String> calls(List<Lease> leases) {
    return leases.stream().map(Lease::key).map(CallKey::callId).toList();
  }

  private static List<String> ids(Lease lease) {
    return lease.waiting().stream().map(WaitingDelivery::id).toList();
  }

  /** Whether somebody holds a lane of this schema's; only asked between statements of a lease. */
  private boolean isLocking() {
    return count("SELECT count(*) FROM phone_lane")
        > count("SELECT count(*) FROM (SELECT 1 FROM phone_lane FOR UPDATE SKIP LOCKED) free");
  }

  private void awaitWaiting() {
    while (count("SELECT count(*) FROM pg_locks WHERE NOT granted") == 0) {
      Thread.onSpinWait();
    }
  }

  private long count(String sql) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
