package inc.phone.webhooks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import inc.phone.number.CallParty;
import inc.phone.number.NumberNormalizer;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CallEventListener;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.Completion;
import inc.phone.webhooks.spi.DeliveryStore;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.LeaseRequest;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.spi.Telemetry;
import inc.phone.webhooks.store.JdbcCallStore;
import inc.phone.webhooks.store.MemoryCallStore;
import inc.phone.webhooks.store.Postgres;
import inc.phone.webhooks.store.SqliteFiles;
import inc.phone.webhooks.testkit.EventBodies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * How soon and how fast listeners are told. Not a test: a program that prints what it measured.
 *
 * <ol>
 *   <li>{@code latency}: from the commit of an event to its listener, on a node that is idle.
 *   <li>{@code open}: 100,000 calls against 1,000: how fast their events are delivered that wait
 *       all at once, how fast events come in and are delivered while they are open, and the memory.
 *   <li>{@code load}: whether delivery keeps up with 64 senders on PostgreSQL.
 * </ol>
 */
public final class DeliveryBenchmark {
  private static final String LISTENER = "crm";
  private static final int SENDERS = 64;
  private static final int POOL = 8;
  private static final List<String> LIFE =
      List.of("call.initiated", "call.answered", "call.ended", "call.transcription_done");

  /** A store to measure, and what is to be closed with it. */
  private record Opened(String name, DeliveryStore store, AutoCloseable pool)
      implements AutoCloseable {
    @Override
    public void close() throws Exception {
      pool.close();
    }
  }

  /** Counts what the receiver asks its store for, and how long that takes. */
  private static final class Counted extends ForwardingStore {
    private final Count commits = new Count();
    private final Count leases = new Count();
    private final Count completions = new Count();

    Counted(DeliveryStore store) {
      super(store);
    }

    @Override
    public List<CommitResult> commit(List<CallChange> changes) {
      return commits.of(() -> super.commit(changes));
    }

    @Override
    public List<Lease> lease(LeaseRequest request) {
      return leases.of(() -> super.lease(request));
    }

    @Override
    public List<Boolean> complete(List<Completion> batch) {
      return completions.of(() -> super.complete(batch));
    }

    @Override
    public String toString() {
      return "commits: " + commits + "; leases: " + leases + "; completions: " + completions;
    }
  }

  /** How often, of how many, and how long. */
  private static final class Count {
    private final LongAdder calls = new LongAdder();
    private final LongAdder parts = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    <T> List<T> of(Supplier<List<T>> call) {
      long start = System.nanoTime();
      List<T> answer = call.get();
      nanos.add(System.nanoTime() - start);
      calls.increment();
      parts.add(answer.size());
      return answer;
    }

    @Override
    public String toString() {
      return "%,d of %.1f, %.1f ms each"
          .formatted(
              calls.sum(),
              (double) parts.sum() / Math.max(1, calls.sum()),
              nanos.sum() / 1e6 / Math.max(1, calls.sum()));
    }
  }

  private DeliveryBenchmark() {}

  /**
   * Runs what is named, or everything.
   *
   * @param arguments {@code latency}, {@code open}, {@code load}
   * @throws Exception if anything fails
   */
  public static void main(String[] arguments) throws Exception {
    List<String> parts =
        arguments.length == 0 ? List.of("latency", "open", "load") : List.of(arguments);
    if (parts.contains("latency")) {
      for (String engine : List.of("memory", "SQLite", "PostgreSQL")) {
        latency(engine, false);
        latency(engine, true);
      }
    }
    if (parts.contains("open")) {
      for (String engine : List.of("memory", "SQLite", "PostgreSQL")) {
        openCalls(engine, 1_000); // warm-up
        openCalls(engine, 1_000);
        openCalls(engine, 100_000);
      }
    }
    if (parts.contains("load")) {
      load(256, false); // warm-up
      load(4_096, false);
      load(4_096, true);
    }
    System.exit(0);
  }

  private static Opened open(String engine) throws Exception {
    if (engine.equals("memory")) {
      return new Opened(engine, new MemoryCallStore(), () -> {});
    }
    boolean sqlite = engine.equals("SQLite");
    Path directory = Files.createTempDirectory(Path.of("target"), "benchmark");
    DataSource database =
        sqlite ? SqliteFiles.open(directory.resolve("calls.db")) : Postgres.emptySchema();
    HikariConfig config = new HikariConfig();
    config.setDataSource(database);
    config.setMaximumPoolSize(POOL);
    HikariDataSource pool = new HikariDataSource(config);
    return new Opened(engine, JdbcCallStore.create(pool), pool);
  }

  private static void latency(String engine, boolean lookups) throws Exception {
    int warmUp = 500;
    int count = 2_000;
    long[] nanos = new long[warmUp + count];
    Semaphore told = new Semaphore(0);
    AtomicLong committed = new AtomicLong();
    AtomicLong arrived = new AtomicLong();
    try (Opened opened = open(engine);
        WebhookReceiver receiver =
            receiver(
                opened.store(),
                lookups,
                new Telemetry() {
                  @Override
                  public void committed(int events, int calls, Duration took) {
                    committed.compareAndSet(0, System.nanoTime());
                  }
                },
                (event, call, context) -> {
                  arrived.set(System.nanoTime());
                  told.release();
                })) {
      for (int i = 0; i < nanos.length; i++) {
        committed.set(0);
        post(receiver, "call.initiated", "call-" + i);
        if (!told.tryAcquire(30, TimeUnit.SECONDS)) {
          throw new IllegalStateException("not delivered");
        }
        nanos[i] = Math.max(0, arrived.get() - committed.get());
      }
    }
    long[] measured = Arrays.copyOfRange(nanos, warmUp, nanos.length);
    Arrays.sort(measured);
    System.out.printf(
        "commit to listener, idle, %-10s %-15s p50 %6.2f ms, p99 %6.2f ms%n",
        engine,
        lookups ? "with lookup" : "without lookup",
        measured[count / 2] / 1e6,
        measured[count * 99 / 100] / 1e6);
  }

  private static void openCalls(String engine, int calls) throws Exception {
    try (Opened opened = open(engine)) {
      owe(opened.store(), calls);
      AtomicLong told = new AtomicLong();
      long before = usedMegabytes();
      long start = System.nanoTime();
      try (WebhookReceiver receiver =
          receiver(
              opened.store(),
              false,
              Telemetry.NONE,
              (event, call, context) -> told.incrementAndGet())) {
        await(told, calls);
        double drained = calls / seconds(start);
        long after = usedMegabytes();

        int more = 2_000;
        long begin = System.nanoTime();
        List<long[]> latencies = send(receiver, more, calls);
        double ingested = more / seconds(begin);
        await(told, calls + more);
        System.out.printf(
            "%-10s %,7d open calls: what waited was delivered at %,7.0f/s; then %,6.0f/s came in,"
                + " %,6.0f/s delivered, p99 %5.1f ms; heap %d -> %d MB%n",
            engine,
            calls,
            drained,
            ingested,
            more / seconds(begin),
            percentile(latencies, 99),
            before,
            after);
      }
    }
  }

  /** One event per call, which waits for the listener, written in large batches. */
  private static void owe(DeliveryStore store, int calls) {
    NumberNormalizer numbers = NumberNormalizer.forRegion("DK");
    DeliveryPlan plan =
        new DeliveryPlan(List.of(ListenerSpec.named(LISTENER)), false, Clock.systemUTC());
    CallMerge merge = new CallMerge(party -> CallParty.of(party, numbers).number(), plan);
    for (int first = 0; first < calls; first += 500) {
      List<CallKey> keys =
          IntStream.range(first, Math.min(calls, first + 500))
              .mapToObj(i -> new CallKey("default", "call-" + i))
              .toList();
      List<CallChange> changes = new ArrayList<>();
      for (StoredCall stored : store.load(keys)) {
        byte[] body = body("call.initiated", stored.key().callId());
        Instant now = Instant.now();
        IngestTicket ticket = new IngestTicket(stored.key(), EventParser.parse(body, now), now);
        changes.add(merge.merge(stored, List.of(ticket)).change());
      }
      if (!store.commit(changes).stream().allMatch(CommitResult.WRITTEN::equals)) {
        throw new IllegalStateException("not written");
      }
    }
  }

  private static void load(int calls, boolean lookups) throws Exception {
    AtomicLong told = new AtomicLong();
    try (Opened opened = open("PostgreSQL")) {
      load(calls, lookups, told, new Counted(opened.store()));
    }
  }

  private static void load(int calls, boolean lookups, AtomicLong told, Counted store)
      throws Exception {
    try (WebhookReceiver receiver =
        receiver(
            store, lookups, Telemetry.NONE, (event, call, context) -> told.incrementAndGet())) {
      long events = (long) calls * LIFE.size();
      long start = System.nanoTime();
      List<long[]> latencies = send(receiver, calls);
      double ingested = seconds(start);
      long backlog = events - told.get();
      await(told, events);
      double all = seconds(start);
      System.out.printf(
          "%d senders, PostgreSQL, %-15s %,d events: %,6.0f/s came in (p50 %.1f ms, p99 %.1f ms);"
              + " backlog then %,d, gone after %.2f s more; %,6.0f/s delivered%n",
          SENDERS,
          lookups ? "with lookup," : "without lookup,",
          events,
          events / ingested,
          percentile(latencies, 50),
          percentile(latencies, 99),
          backlog,
          all - ingested,
          events / all);
      System.out.println("  " + store);
    }
  }

  private static WebhookReceiver receiver(
      DeliveryStore store, boolean lookups, Telemetry telemetry, CallEventListener listener) {
    WebhookReceiverBuilder builder =
        WebhookReceiver.builder()
            .verifier(request -> new Verified("0"))
            .store(store)
            .quarantine(new MemoryCallStore())
            .telemetry(telemetry)
            .listener(ListenerSpec.named(LISTENER), listener);
    return (lookups ? builder.customers(number -> Optional.of("jane"), "DK") : builder).build();
  }

  /** Every sender plays whole calls. */
  private static List<long[]> send(WebhookReceiver receiver, int calls) throws Exception {
    return inParallel(
        sender -> {
          long[] nanos = new long[calls / SENDERS * LIFE.size()];
          for (int i = 0; i < nanos.length; i++) {
            String call = "load-" + sender + "-" + i / LIFE.size();
            nanos[i] = timed(receiver, LIFE.get(i % LIFE.size()), call);
          }
          return nanos;
        });
  }

  /** Every sender ends calls from all over the open ones. */
  private static List<long[]> send(WebhookReceiver receiver, int events, int openCalls)
      throws Exception {
    int each = (events + SENDERS - 1) / SENDERS;
    int step = Math.max(1, openCalls / events);
    return inParallel(
        sender -> {
          int mine = Math.min(each, events - sender * each);
          long[] nanos = new long[Math.max(0, mine)];
          for (int i = 0; i < nanos.length; i++) {
            int event = sender * each + i;
            int call = event * step % openCalls;
            // Where there are fewer calls than events, a call has several.
            String type = LIFE.get(1 + event * step / openCalls % (LIFE.size() - 1));
            nanos[i] = timed(receiver, type, "call-" + call);
          }
          return nanos;
        });
  }

  private static List<long[]> inParallel(IntFunction<long[]> sender) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
    List<Future<long[]>> all = new ArrayList<>();
    for (int i = 0; i < SENDERS; i++) {
      int number = i;
      all.add(threads.submit(() -> sender.apply(number)));
    }
    List<long[]> nanos = new ArrayList<>();
    for (Future<long[]> one : all) {
      nanos.add(one.get());
    }
    threads.shutdown();
    return nanos;
  }

  private static long timed(WebhookReceiver receiver, String type, String callId) {
    long start = System.nanoTime();
    post(receiver, type, callId);
    return System.nanoTime() - start;
  }

  private static void post(WebhookReceiver receiver, String type, String callId) {
    WebhookRequest request = WebhookRequest.of(null, Map.of(), body(type, callId));
    if (receiver.receive(request).status() != 200) {
      throw new IllegalStateException("not stored");
    }
  }

  private static byte[] body(String type, String callId) {
    return EventBodies.envelope(type, "10:00:00", callId, "ringing", "null", "");
  }

  private static void await(AtomicLong counter, long wanted) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
    while (counter.get() < wanted) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("delivered only " + counter.get() + " of " + wanted);
      }
      TimeUnit.MILLISECONDS.sleep(1);
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static double percentile(List<long[]> nanos, int percent) {
    long[] sorted = nanos.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return sorted[sorted.length * percent / 100] / 1e6;
  }

  private static long usedMegabytes() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return (runtime.totalMemory() - runtime.freeMemory()) >> 20;
  }
}
