package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallProjection;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.store.JdbcCallStore;
import inc.phone.webhooks.store.Postgres;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several nodes on one PostgreSQL get in each other's way all the time, and nobody notices. */
class SeveralNodesTest {
  private static final int CALLS = 24;
  private static final int THREADS_PER_NODE = 8;

  private final DataSource database = Postgres.emptySchema();
  private final List<HikariDataSource> pools = new ArrayList<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(4 * THREADS_PER_NODE);

  @AfterEach
  void close() {
    threads.shutdownNow();
    pools.forEach(HikariDataSource::close);
  }

  /** Every node gets every event, in an order of its own: no 503, and the rows of the oracle. */
  @ParameterizedTest
  @CsvSource({"2, 1", "2, 2", "4, 3"})
  void nodesThatGetTheSameEventsInAnyOrderStoreWhatSortingWouldGive(int nodes, long seed)
      throws Exception {
    Map<String, List<byte[]>> calls = randomCalls(seed);
    List<byte[]> bodies = calls.values().stream().flatMap(List::stream).toList();
    List<Future<List<Integer>>> answers = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      WebhookReceiver receiver = receiver(node());
      List<byte[]> shuffled = new ArrayList<>(bodies);
      Collections.shuffle(shuffled, new Random(seed * 31 + node));
      for (int thread = 0; thread < THREADS_PER_NODE; thread++) {
        List<byte[]> mine = everyNth(shuffled, thread);
        answers.add(threads.submit(() -> mine.stream().map(b -> status(receiver, b)).toList()));
      }
    }
    for (Future<List<Integer>> answer : answers) {
      assertThat(answer.get()).containsOnly(200);
    }
    JdbcCallStore found = JdbcCallStore.create(database);
    for (Map.Entry<String, List<byte[]>> call : calls.entrySet()) {
      CallRecord row = found.call(new CallKey("default", call.getKey())).orElseThrow();
      assertThat(SortThenFold.actualRow(row))
          .as(call.getKey())
          .isEqualTo(SortThenFold.row(parsed(call.getValue())));
      assertThat(found.events(row.key())).hasSize(row.eventCount());
    }
  }

  /** Random overlapping batches in random order: a deadlock would be an exception here. */
  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void storesNeverDeadlockHoweverTheirBatchesOverlap(int nodes) throws Exception {
    AtomicLong written = new AtomicLong();
    long deadlocksBefore = deadlocks();
    List<Future<?>> writers = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      JdbcCallStore store = node();
      for (int thread = 0; thread < 2; thread++) {
        SplittableRandom random = new SplittableRandom(node * 10L + thread);
        writers.add(threads.submit(() -> written.addAndGet(writeRandomBatches(store, random))));
      }
    }
    for (Future<?> writer : writers) {
      writer.get();
    }
    List<CallKey> keys = new ArrayList<>();
    for (int call = 0; call < CALLS; call++) {
      keys.add(new CallKey("default", "call-" + call));
    }
    long versions = node().load(keys).stream().mapToLong(StoredCall::version).sum();
    assertThat(versions).isEqualTo(written.get());
    assertThat(deadlocks()).isEqualTo(deadlocksBefore);
  }

  /** Somebody else's transaction locks in the other order; the server then kills one of the two. */
  @Test
  void aDeadlockWithAStrangerIsTriedAgainInside() throws Exception {
    JdbcCallStore store = node();
    store.commit(List.of(change("a", 0), change("b", 0)));
    try (var stranger = database.getConnection();
        var statement = stranger.createStatement()) {
      stranger.setAutoCommit(false);
      // The stranger is the one who waits patiently, so that the server picks us.
      statement.execute("SET LOCAL deadlock_timeout = '60s'");
      statement.execute("SELECT 1 FROM phone_call WHERE call_id = 'b' FOR UPDATE");
      Future<List<CommitResult>> ours =
          threads.submit(() -> store.commit(List.of(change("a", 1), change("b", 1))));
      while (waiting() == 0) {
        Thread.onSpinWait();
      }
      statement.execute("SELECT 1 FROM phone_call WHERE call_id = 'a' FOR UPDATE");
      stranger.commit();
      assertThat(ours.get()).containsOnly(CommitResult.WRITTEN);
    }
  }

  private long writeRandomBatches(JdbcCallStore store, SplittableRandom random) {
    long written = 0;
    for (int batch = 0; batch < 60; batch++) {
      List<String> ids = new ArrayList<>();
      for (int call = 0; call < CALLS; call++) {
        ids.add("call-" + call);
      }
      Collections.shuffle(ids, new Random(random.nextLong()));
      List<CallKey> keys =
          ids.subList(0, random.nextInt(1, CALLS)).stream()
              .map(id -> new CallKey("default", id))
              .toList();
      List<CallChange> changes =
          store.load(keys).stream()
              .map(stored -> change(stored.key().callId(), stored.version()))
              .toList();
      written += store.commit(changes).stream().filter(CommitResult.WRITTEN::equals).count();
    }
    return written;
  }

  private static CallChange change(String callId, long base) {
    CallRecord call = CallRecord.of(new CallKey("default", callId), new CallProjection());
    return new CallChange(base, new byte[] {1}, call, List.of());
  }

  private JdbcCallStore node() {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database);
    config.setMaximumPoolSize(4);
    HikariDataSource pool = new HikariDataSource(config);
    pools.add(pool);
    return JdbcCallStore.create(pool);
  }

  private long deadlocks() {
    return number("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
  }

  private long waiting() {
    return number("SELECT count(*) FROM pg_locks WHERE NOT granted");
  }

  private long number(String sql) {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static Map<String, List<byte[]>> randomCalls(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, List<byte[]>> calls = new TreeMap<>();
    for (int call = 0; call < CALLS; call++) {
      calls.put("call-" + call, RandomBodies.ofOneCall(random, "call-" + call));
    }
    return calls;
  }

  static List<PhoneEvent> parsed(List<byte[]> bodies) {
    return bodies.stream()
        .map(body -> EventParser.parse(body, Instant.parse("2026-05-15T12:00:00Z")))
        .toList();
  }

  private static List<byte[]> everyNth(List<byte[]> bodies, int offset) {
    List<byte[]> mine = new ArrayList<>();
    for (int i = offset; i < bodies.size(); i += THREADS_PER_NODE) {
      mine.add(bodies.get(i));
    }
    return mine;
  }

  private static int status(WebhookReceiver receiver, byte[] body) {
    return receiver.receive(WebhookRequest.of(null, Map.of(), body)).status();
  }

  private static WebhookReceiver receiver(JdbcCallStore store) {
    return WebhookReceiver.builder().verifier(request -> new Verified("0")).store(store).build();
  }
}
