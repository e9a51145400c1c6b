package inc.phone.webhooks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import inc.phone.number.CallParty;
import inc.phone.number.NumberNormalizer;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.signature.SignatureVerifier;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.store.JdbcCallStore;
import inc.phone.webhooks.store.Postgres;
import inc.phone.webhooks.store.SqliteFiles;
import inc.phone.webhooks.testkit.EventBodies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Shared commits against one transaction per event: every sender waits for its own durable answer.
 *
 * <p>Not a test: a program that prints ratios of one run on one machine. The plain way runs the
 * same parser, merge and store, only without the queue; so what is compared is sharing alone.
 */
public final class IngestBenchmark {
  private static final int SENDERS = 64;
  private static final int EVENTS_PER_CALL = 6;
  private static final int WARM_UP_CALLS = 512;

  private final int calls;
  private int run;

  private IngestBenchmark(int calls) {
    this.calls = calls;
  }

  /**
   * Runs everything.
   *
   * @param arguments how many calls each measurement has; default 4096
   * @throws Exception if anything fails
   */
  public static void main(String[] arguments) throws Exception {
    IngestBenchmark benchmark =
        new IngestBenchmark(arguments.length == 0 ? 4096 : Integer.parseInt(arguments[0]));
    for (int round = 1; round <= 2; round++) {
      System.out.println("--- round " + round + (round == 1 ? " (warm-up)" : ""));
      benchmark.postgres();
      benchmark.sqlite();
    }
    System.exit(0);
  }

  private void postgres() throws Exception {
    Measured plain8 = onPostgres(8, SENDERS, IngestBenchmark::plain);
    Measured plain32 = onPostgres(32, SENDERS, IngestBenchmark::plain);
    Measured shared = onPostgres(8, SENDERS, IngestBenchmark::shared);
    print("PostgreSQL, 64 senders, events per second", shared.rate() / plain8.rate(), ">= 5");
    print("PostgreSQL, 64 senders, p99", shared.p(99) / plain32.p(99), "<= 1");
    print("PostgreSQL, 64 senders, p50", shared.p(50) / plain32.p(50), "");
    Measured alonePlain = onPostgres(1, 1, IngestBenchmark::plain);
    Measured alone = onPostgres(1, 1, IngestBenchmark::shared);
    print("PostgreSQL, one sender, events per second", alone.rate() / alonePlain.rate(), ">= 1");
  }

  private void sqlite() throws Exception {
    Measured plain = onSqlite(IngestBenchmark::plain);
    Measured shared = onSqlite(IngestBenchmark::shared);
    print("SQLite, 64 senders, events per second", shared.rate() / plain.rate(), ">= 8");
    print("SQLite, 64 senders, p99", shared.p(99) / plain.p(99), "");
  }

  private static void print(String what, double ratio, String goal) {
    System.out.printf("%-45s %6.2f  %s%n", what, ratio, goal);
  }

  private Measured onPostgres(
      int connections, int senders, Function<CallStore, Consumer<byte[]>> way) throws Exception {
    try (HikariDataSource pool = pool(Postgres.emptySchema(), connections)) {
      return measure(way.apply(JdbcCallStore.create(pool)), senders);
    }
  }

  private Measured onSqlite(Function<CallStore, Consumer<byte[]>> way) throws Exception {
    Path directory = Files.createTempDirectory(Path.of("target"), "benchmark");
    // One writer at a time is SQLite's own rule; more connections would only wait for each other.
    try (HikariDataSource pool = pool(SqliteFiles.open(directory.resolve("calls.db")), 1)) {
      return measure(way.apply(JdbcCallStore.create(pool)), SENDERS);
    }
  }

  private static HikariDataSource pool(DataSource database, int connections) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database);
    config.setMaximumPoolSize(connections);
    return new HikariDataSource(config);
  }

  private static Consumer<byte[]> shared(CallStore store) {
    WebhookReceiver receiver =
        WebhookReceiver.builder()
            .verifier(request -> new SignatureVerifier.Verified("0"))
            .store(store)
            .build();
    return body -> {
      if (receiver.receive(WebhookRequest.of(null, Map.of(), body)).status() != 200) {
        throw new IllegalStateException("not stored");
      }
    };
  }

  private static Consumer<byte[]> plain(CallStore store) {
    NumberNormalizer numbers = NumberNormalizer.forRegion("DK");
    CallMerge merge =
        new CallMerge(party -> CallParty.of(party, numbers).number(), DeliveryPlan.none());
    return body -> {
      PhoneEvent event = EventParser.parse(body, Instant.now());
      CallKey key = new CallKey("default", event.call().id());
      IngestTicket ticket = new IngestTicket(key, event, Instant.now());
      CommitResult result;
      do {
        CallMerge.Merged merged = merge.merge(store.load(List.of(key)).get(0), List.of(ticket));
        result = store.commit(List.of(merged.change())).get(0);
      } while (result == CommitResult.STALE);
      if (result != CommitResult.WRITTEN) {
        throw new IllegalStateException("not stored");
      }
    };
  }

  private Measured measure(Consumer<byte[]> way, int senders) throws Exception {
    send(way, senders, WARM_UP_CALLS / (senders == 1 ? 8 : 1));
    return send(way, senders, senders == 1 ? calls / 8 : calls);
  }

  private Measured send(Consumer<byte[]> way, int senders, int count) throws Exception {
    run++;
    ExecutorService threads = Executors.newFixedThreadPool(senders);
    List<Future<long[]>> all = new ArrayList<>();
    long start = System.nanoTime();
    for (int sender = 0; sender < senders; sender++) {
      String name = "run-" + run + "-" + sender + "-";
      Supplier<long[]> work = () -> callsOf(way, name, count / senders);
      all.add(threads.submit(work::get));
    }
    long[] nanos = {};
    for (Future<long[]> one : all) {
      long[] more = one.get();
      int size = nanos.length;
      nanos = Arrays.copyOf(nanos, size + more.length);
      System.arraycopy(more, 0, nanos, size, more.length);
    }
    long total = System.nanoTime() - start;
    threads.shutdown();
    Arrays.sort(nanos);
    Measured measured = new Measured(nanos, total);
    System.out.printf(
        "  %2d senders: %6.0f/s, p50 %6.2f ms, p99 %6.2f ms%n",
        senders, measured.rate(), measured.p(50) / 1e6, measured.p(99) / 1e6);
    return measured;
  }

  private static long[] callsOf(Consumer<byte[]> way, String name, int count) {
    long[] nanos = new long[count * EVENTS_PER_CALL];
    int next = 0;
    for (int call = 0; call < count; call++) {
      for (byte[] body : EventBodies.missedCallWithVoicemail(name + call)) {
        long start = System.nanoTime();
        way.accept(body);
        nanos[next++] = System.nanoTime() - start;
      }
    }
    return nanos;
  }

  private record Measured(long[] nanos, long total) {
    double rate() {
      return nanos.length * 1e9 / total;
    }

    double p(int percent) {
      return nanos[nanos.length * percent / 100];
    }
  }
}
