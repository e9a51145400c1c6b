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
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Shared commits against one transaction per event: every sender waits for its own durable answer.
 *
 * <p>Not a test: a program that prints ratios of one run on one machine. The plain way runs the
 * same parser, merge and store, only without the queue; so what is compared is sharing alone. What
 * sharing saves is round trips and waiting for the disk, so the first line is what one sync takes
 * here. The last lines are medians; in brackets what is wanted.
 *
 * <p>Ids of calls begin with the time, as the one documented example, {@code call_2NjA...}, seems
 * to do (inference); ids in random order are measured too, because each then needs a page of its
 * own.
 */
public final class IngestBenchmark {
  private static final int SENDERS = 64;
  private static final int EVENTS_PER_CALL = 6;
  private static final int WARM_UP_CALLS = 512;

  /** After fewer, the compiler still takes part of one of two cores. */
  private static final int WARM_UP_ROUNDS = 3;

  private static final int ROUNDS = 3;
  private static final int SYNCS = 500;

  private final int calls;
  private final Map<String, List<Double>> ratios = new LinkedHashMap<>();
  private final AtomicLong time = new AtomicLong();
  private final Random random = new Random(1);

  private IngestBenchmark(int calls) {
    this.calls = calls;
  }

  /**
   * Runs everything.
   *
   * @param arguments how many calls each measurement has, default 4096; and, to measure one only,
   *     {@code postgresql} or {@code sqlite}
   * @throws Exception if anything fails
   */
  public static void main(String[] arguments) throws Exception {
    IngestBenchmark benchmark =
        new IngestBenchmark(arguments.length == 0 ? 4096 : Integer.parseInt(arguments[0]));
    String only = arguments.length < 2 ? "" : arguments[1];
    System.out.printf("one sync takes %.2f ms%n", syncNanos() / 1e6);
    for (int round = 1 - WARM_UP_ROUNDS; round <= ROUNDS; round++) {
      System.out.println(round < 1 ? "--- warm-up" : "--- round " + round);
      if (round == 1) {
        benchmark.ratios.clear();
      }
      if (!only.equals("sqlite")) {
        benchmark.postgres();
      }
      if (!only.equals("postgresql")) {
        benchmark.sqlite();
      }
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
    Measured plain = onSqlite(this::inOrder, IngestBenchmark::plain);
    Measured shared = onSqlite(this::inOrder, IngestBenchmark::shared);
    ratio("SQLite, 64 senders, events per second (>= 8)", shared.rate() / plain.rate());
    ratio("SQLite, 64 senders, p99", shared.p(99) / plain.p(99));
    Measured randomPlain = onSqlite(this::atRandom, IngestBenchmark::plain);
    Measured random = onSqlite(this::atRandom, IngestBenchmark::shared);
    ratio("SQLite, random ids, events per second", random.rate() / randomPlain.rate());
  }

  private String inOrder() {
    return "call_%020d".formatted(time.incrementAndGet());
  }

  private String atRandom() {
    return "call_%016x%04x".formatted(random.nextLong(), time.incrementAndGet());
  }

  /** What a commit cannot be faster than: 4 KiB more in a file, and on the disk. */
  private static long syncNanos() throws IOException {
    Path file = Files.createTempFile(Path.of("target"), "sync", null);
    long[] nanos = new long[SYNCS];
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
      for (int i = 0; i < SYNCS; i++) {
        channel.write(ByteBuffer.allocate(4096));
        long start = System.nanoTime();
        channel.force(false);
        nanos[i] = System.nanoTime() - start;
      }
    }
    Arrays.sort(nanos);
    return nanos[SYNCS / 2];
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
      return measure(way.apply(JdbcCallStore.create(pool)), senders, this::inOrder);
    }
  }

  private Measured onSqlite(Supplier<String> ids, Function<CallStore, Consumer<byte[]>> way)
      throws Exception {
    Path directory = Files.createTempDirectory(Path.of("target"), "benchmark");
    // One writer at a time is SQLite's own rule; more connections would only wait for each other.
    try (HikariDataSource pool = pool(SqliteFiles.open(directory.resolve("calls.db")), 1)) {
      return measure(way.apply(JdbcCallStore.create(pool)), SENDERS, ids);
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

  private Measured measure(Consumer<byte[]> way, int senders, Supplier<String> ids)
      throws Exception {
    int part = senders == 1 ? 8 : 1;
    send(way, senders, WARM_UP_CALLS / part, ids);
    return send(way, senders, calls / part, ids);
  }

  private static Measured send(Consumer<byte[]> way, int senders, int count, Supplier<String> ids)
      throws Exception {
    Queue<List<byte[]>> waiting = new ConcurrentLinkedQueue<>();
    for (int call = 0; call < count; call++) {
      waiting.add(EventBodies.missedCallWithVoicemail(ids.get()));
    }
    long[] nanos = new long[count * EVENTS_PER_CALL];
    AtomicInteger next = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(senders);
    List<Future<?>> all = new ArrayList<>();
    long start = System.nanoTime();
    for (int sender = 0; sender < senders; sender++) {
      all.add(
          threads.submit(
              () -> {
                for (List<byte[]> call = waiting.poll(); call != null; call = waiting.poll()) {
                  for (byte[] body : call) {
                    long sent = System.nanoTime();
                    way.accept(body);
                    nanos[next.getAndIncrement()] = System.nanoTime() - sent;
                  }
                }
              }));
    }
    for (Future<?> one : all) {
      one.get();
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

  private record Measured(long[] nanos, long total) {
    double rate() {
      return nanos.length * 1e9 / total;
    }

    double p(int percent) {
      return nanos[nanos.length * percent / 100];
    }
  }
}
