package inc.phone.webhooks.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CallNotice;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.Completion;
import inc.phone.webhooks.spi.DeliveryChange;
import inc.phone.webhooks.spi.DeliveryResult;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.LeaseRequest;
import inc.phone.webhooks.spi.OwedDelivery;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.spi.WaitingDelivery;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Threads of two nodes commit to, lease and complete the lanes of the same few calls, in batches
 * that overlap in any order; some never come back, or come back too late.
 */
class DeliveryStressTest {
  private static final int CALLS = 12;
  private static final int BATCHES = 40;
  private static final int PER_LANE = 3;
  private static final List<String> LISTENERS = List.of("a", "b");

  @TempDir Path directory;

  private final List<HikariDataSource> pools = new ArrayList<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(8);
  private final Map<String, AtomicInteger> owed = new ConcurrentHashMap<>();
  private final AtomicLong seconds = new AtomicLong();

  @AfterEach
  void close() {
    threads.shutdownNow();
    pools.forEach(HikariDataSource::close);
  }

  /** A deadlock shows in the server's own count, what is lost or done twice in ours. */
  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void nobodyDeadlocksAndEveryDeliveryIsCompletedOnce(String engine) throws Exception {
    boolean postgres = engine.equals("postgresql");
    DataSource database =
        postgres ? Postgres.emptySchema() : SqliteFiles.open(directory.resolve("calls.db"));
    long deadlocksBefore = postgres ? deadlocks(database) : 0;
    List<JdbcCallStore> nodes = List.of(node(database), node(database));
    List<Future<?>> writers = new ArrayList<>();
    List<Future<?>> workers = new ArrayList<>();
    AtomicInteger writing = new AtomicInteger(4);
    for (int thread = 0; thread < 4; thread++) {
      JdbcCallStore store = nodes.get(thread % 2);
      Random random = new Random(thread);
      String name = "w" + thread + "-";
      writers.add(
          threads.submit(
              () -> {
                write(store, random, name);
                writing.decrementAndGet();
              }));
      workers.add(
          threads.submit(
              () -> {
                while (writing.get() > 0) {
                  work(store, random);
                }
              }));
    }
    for (Future<?> thread : writers) {
      thread.get();
    }
    for (Future<?> thread : workers) {
      thread.get();
    }
    drain(nodes.get(0));
    assertThat(owed).isNotEmpty();
    assertThat(owed).allSatisfy((id, times) -> assertThat(times).as(id).hasValue(1));
    assertThat(count(database, "SELECT count(*) FROM phone_delivery")).isZero();
    assertThat(postgres ? deadlocks(database) : 0).isEqualTo(deadlocksBefore);
  }

  private void write(JdbcCallStore store, Random random, String name) {
    for (int batch = 0; batch < BATCHES; batch++) {
      List<CallKey> keys = new ArrayList<>();
      for (int call = 0; call < CALLS; call++) {
        keys.add(Owing.key("call-" + call));
      }
      Collections.shuffle(keys, random);
      List<CallChange> changes = new ArrayList<>();
      for (StoredCall stored : store.load(keys.subList(0, 1 + random.nextInt(CALLS)))) {
        changes.add(change(stored, name + batch, random));
      }
      List<CommitResult> results = store.commit(changes);
      for (int i = 0; i < changes.size(); i++) {
        if (results.get(i) == CommitResult.WRITTEN) {
          for (OwedDelivery delivery : changes.get(i).deliveries().owed()) {
            String id = id(changes.get(i).key(), delivery.listener(), delivery.id());
            owed.computeIfAbsent(id, key -> new AtomicInteger());
          }
        }
      }
    }
  }

  private CallChange change(StoredCall stored, String eventId, Random random) {
    List<OwedDelivery> deliveries = new ArrayList<>();
    for (String listener : LISTENERS) {
      if (random.nextInt(4) > 0) {
        deliveries.add(
            new OwedDelivery(listener, eventId, Owing.NOW, 10, Owing.NOW, now(random.nextInt(3))));
      }
    }
    CallNotice notice =
        random.nextInt(8) == 0 ? new CallNotice("~n" + eventId, Owing.NOW, 100) : null;
    Instant wakesAt = random.nextInt(8) == 0 ? now(0) : null;
    return Owing.change(
        stored.key().callId(),
        stored.version(),
        eventId,
        new DeliveryChange(deliveries, notice, wakesAt));
  }

  private void work(JdbcCallStore store, Random random) {
    List<Lease> leases = new ArrayList<>(store.lease(request()));
    seconds.incrementAndGet();
    Collections.shuffle(leases, random);
    if (leases.isEmpty() || random.nextInt(10) == 0) {
      return; // died
    }
    if (random.nextInt(10) == 0) {
      seconds.addAndGet(10); // slept past its lease
      store.lease(request());
    }
    complete(store, leases);
  }

  private void complete(JdbcCallStore store, List<Lease> leases) {
    List<Completion> completions = leases.stream().map(this::completion).toList();
    List<Boolean> won = store.complete(completions);
    for (int i = 0; i < leases.size(); i++) {
      Lease lease = leases.get(i);
      for (WaitingDelivery delivery : won.get(i) ? lease.waiting() : List.<WaitingDelivery>of()) {
        if (!delivery.id().startsWith("~")) {
          owed.computeIfAbsent(
                  id(lease.key(), lease.listener(), delivery.id()), key -> new AtomicInteger())
              .incrementAndGet();
        }
      }
    }
  }

  private Completion completion(Lease lease) {
    List<String> ids = lease.waiting().stream().map(WaitingDelivery::id).toList();
    Instant dueAt = ids.size() == PER_LANE ? now(0) : null; // there may be more
    return new Completion(lease, new DeliveryResult(ids, List.of(), null, dueAt, null));
  }

  /** Only lanes that say themselves that they are due: a lost wake-up stays lost. */
  private void drain(JdbcCallStore store) {
    seconds.addAndGet(100);
    for (List<Lease> leases = store.lease(request());
        !leases.isEmpty();
        leases = store.lease(request())) {
      complete(store, leases);
    }
  }

  private LeaseRequest request() {
    return new LeaseRequest(
        "default", Map.of("a", 5, "b", 7), PER_LANE, "node", now(0), Duration.ofSeconds(10));
  }

  private Instant now(int later) {
    return Owing.NOW.plusSeconds(seconds.get() + later);
  }

  private static String id(CallKey key, String listener, String delivery) {
    return key.callId() + " " + listener + " " + delivery;
  }

  private JdbcCallStore node(DataSource database) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database);
    config.setMaximumPoolSize(4);
    HikariDataSource pool = new HikariDataSource(config);
    pools.add(pool);
    return JdbcCallStore.create(pool);
  }

  private static long deadlocks(DataSource database) {
    return count(
        database, "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()");
  }

  private static long count(DataSource database, String sql) {
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
