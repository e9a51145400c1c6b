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
import java.util.LinkedHashMap;
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
 * same parser, merge and store, only without the queue; so what is compared is sharing alone. The
 * last lines are medians; in brackets what is wanted.
 */
public final class IngestBenchmark {
  private static final int SENDERS = 64;
  private static final int EVENTS_PER_CALL = 6;
  private static final int WARM_UP_CALLS = 512;
  private static final int ROUNDS = 3;

  private final int calls;
  private final Map<String, List<Double>> ratios = new LinkedHashMap<>();
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
    for (int round = 0; round <= ROUNDS; round++) {
      System.out.println(round == 0 ? "--- warm-up" : "--- round " + round);
      if (round == 1) {
        benchmark.ratios.clear();
      }
      benchmark.postgres();
      benchmark.sqlite();
    }
    System.out.println("--- medians of " + ROUNDS + " rounds");
    benchmark.ratios.forEach(
        (what, all) -> print(what, all.stream().sorted().toList().get(ROUNDS / 2)));
    System.exit(0);
  }

  private void postgres() throws Exception {
    Measured plain8 = onPostgres(8, SENDERS, IngestBenchmark::plain);
    Measured plain32 = onPostgres(32, SENDERS, IngestBenchmark::plain);
    Measured shared = onPostgres(8, SENDERS, IngestBenchmark::shared);
    ratio("PostgreSQL, 64 senders, events per second (>= 5)", shared.rate() / plain8.rate());
    ratio("PostgreSQL, 64 senders, p99 (<= 1)", shared.p(99) / plain32.p(99));
    ratio("PostgreSQL, 64 senders, p50", shared.p(50) / plain32.p(50));
    Measured alonePlain = onPostgres(1, 1, IngestBenchmark::plain);
    Measured alone = onPostgres(1, 1, IngestBenchmark::shared);
    ratio("PostgreSQL, one sender, events per second (>= 1)", alone.rate() / alonePlain.rate());
  }

  private void sqlite() throws Exception {
    Measured plain = onSqlite(IngestBenchmark::plain);
    Measured shared = onSqlite(IngestBenchmark::shared);
    ratio("SQLite, 64 senders, events per second (>= 8)", shared.rate() / plain.rate());
    ratio("SQLite, 64 senders, p99", shared.p(99) / plain.p(99));
  }

  private void ratio(String what, double ratio) {
    ratios.computeIfAbsent(what, name -> new ArrayList<>()).add(ratio);
    print(what, ratio);
  }

  private static void print(String what, double ratio) {
    System.out.printf("%-52s %6.2f%n", what, ratio);
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
