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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
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

  /** After fewer, the compiler still takes part of one of two cores. */
  private static final int WARM_UP_ROUNDS = 3;

  private static final int ROUNDS = 5;
  private static final int SYNCS = 500;
  private static final int TURNS = 4;

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
    try (HikariDataSource eight = pool(Postgres.emptySchema(), 8);
        HikariDataSource thirtyTwo = pool(Postgres.emptySchema(), 32);
        HikariDataSource shared = pool(Postgres.emptySchema(), 8)) {
      List<Measured> measured =
          inTurns(SENDERS, this::inOrder, plain(eight), plain(thirtyTwo), shared(shared));
      ratio(
          "PostgreSQL, 64 senders, events per second (>= 5)",
          measured.get(2).rate() / measured.get(0).rate());
      ratio("PostgreSQL, 64 senders, p99 (<= 1)", measured.get(2).p(99) / measured.get(1).p(99));
      ratio("PostgreSQL, 64 senders, p50", measured.get(2).p(50) / measured.get(1).p(50));
    }
    // The same connection and tables, as two tables alike can differ by more than the ways do.
    try (HikariDataSource one = pool(Postgres.emptySchema(), 1)) {
      List<Measured> measured = inTurns(1, this::inOrder, plain(one), shared(one));
      ratio(
          "PostgreSQL, one sender, events per second (>= 1)",
          measured.get(1).rate() / measured.get(0).rate());
    }
  }

  private void sqlite() throws Exception {
    List<Measured> inOrder = onSqlite(this::inOrder);
    ratio(
        "SQLite, 64 senders, events per second (>= 8)",
        inOrder.get(1).rate() / inOrder.get(0).rate());
    ratio("SQLite, 64 senders, p99", inOrder.get(1).p(99) / inOrder.get(0).p(99));
    List<Measured> atRandom = onSqlite(this::atRandom);
    ratio("SQLite, random ids, events per second", atRandom.get(1).rate() / atRandom.get(0).rate());
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
    System.out.printf("%-52s %7.3f%n", what, ratio);
  }

  private List<Measured> onSqlite(Supplier<String> ids) throws Exception {
    Path directory = Files.createTempDirectory(Path.of("target"), "benchmark");
    // One writer at a time is SQLite's own rule; more connections would only wait for each other.
    try (HikariDataSource plain = pool(SqliteFiles.open(directory.resolve("plain.db")), 1);
        HikariDataSource shared = pool(SqliteFiles.open(directory.resolve("shared.db")), 1)) {
      return inTurns(SENDERS, ids, plain(plain), shared(shared));
    }
  }

  private static HikariDataSource pool(DataSource database, int connections) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database);
    config.setMaximumPoolSize(connections);
    return new HikariDataSource(config);
  }

  private static Consumer<byte[]> shared(DataSource database) {
    WebhookReceiver receiver =
        WebhookReceiver.builder()
            .verifier(request -> new SignatureVerifier.Verified("0"))
            .store(JdbcCallStore.create(database))
            .build();
    return body -> {
      if (receiver.receive(WebhookRequest.of(null, Map.of(), body)).status() != 200) {
        throw new IllegalStateException("not stored");
      }
    };
  }

  private static Consumer<byte[]> plain(DataSource database) {
    CallStore store = JdbcCallStore.create(database);
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

  /**
   * Measures ways that take turns, in changing order: the machine is twice as fast in one minute as
   * in another, and a server has more and more to clean up. So all of them have their share of
   * that. With one sender they differ by less than any of it, and take turns with every call.
   */
  @SafeVarargs
  private List<Measured> inTurns(int senders, Supplier<String> ids, Consumer<byte[]>... ways)
      throws Exception {
    int turns = senders == 1 ? Math.max(1, calls / 4) : TURNS;
    int count = senders == 1 ? 1 : Math.max(1, calls / TURNS);
    List<Measured> measured = new ArrayList<>(Collections.nCopies(ways.length, Measured.NOTHING));
    for (int turn = -1; turn < turns; turn++) {
      for (int i = 0; i < ways.length; i++) {
        int way = Math.floorMod(turn + i, ways.length);
        Measured now = send(ways[way], senders, count, ids);
        if (turn >= 0) {
          measured.set(way, measured.get(way).and(now));
        }
      }
    }
    for (Measured way : measured) {
      System.out.printf(
          "  %2d senders: %6.0f/s, p50 %6.2f ms, p99 %6.2f ms%n",
          senders, way.rate(), way.p(50) / 1e6, way.p(99) / 1e6);
    }
    return measured;
  }

  /** Measures from when all senders wait for their first answer until one has nothing to send. */
  private static Measured send(Consumer<byte[]> way, int senders, int count, Supplier<String> ids)
      throws Exception {
    Queue<List<byte[]>> waiting = new ConcurrentLinkedQueue<>();
    for (int call = 0; call < count; call++) {
      waiting.add(EventBodies.missedCallWithVoicemail(ids.get()));
    }
    long[] nanos = new long[count * EVENTS_PER_CALL];
    AtomicInteger next = new AtomicInteger();
    AtomicReference<Measured> measured = new AtomicReference<>();
    CyclicBarrier ready = new CyclicBarrier(senders);
    ExecutorService threads = Executors.newFixedThreadPool(senders);
    List<Future<?>> all = new ArrayList<>();
    for (int sender = 0; sender < senders; sender++) {
      all.add(
          threads.submit(
              () -> {
                ready.await();
                long start = System.nanoTime();
                for (List<byte[]> call = waiting.poll(); call != null; call = waiting.poll()) {
                  for (byte[] body : call) {
                    long sent = System.nanoTime();
                    way.accept(body);
                    nanos[next.getAndIncrement()] = System.nanoTime() - sent;
                  }
                }
                long total = System.nanoTime() - start;
                measured.compareAndSet(null, new Measured(Arrays.copyOf(nanos, next.get()), total));
                return null;
              }));
    }
    for (Future<?> one : all) {
      one.get();
    }
    threads.shutdown();
    return measured.get();
  }

  /** How long each event took, in any order, and all of them together. */
  private record Measured(long[] nanos, long total) {
    static final Measured NOTHING = new Measured(new long[0], 0);

    Measured and(Measured other) {
      long[] both = Arrays.copyOf(nanos, nanos.length + other.nanos.length);
      System.arraycopy(other.nanos, 0, both, nanos.length, other.nanos.length);
      return new Measured(both, total + other.total);
    }

    double rate() {
      return nanos.length * 1e9 / total;
    }

    double p(int percent) {
      return Arrays.stream(nanos)
          .sorted()
          .skip(nanos.length * percent / 100L)
          .findFirst()
          .orElse(0);
    }
  }
}
