package inc.phone.webhooks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import inc.phone.webhooks.signature.SignatureVerifier;
import inc.phone.webhooks.store.JdbcCallStore;
import inc.phone.webhooks.store.SqliteFiles;
import inc.phone.webhooks.testkit.EventBodies;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What the heap holds after a million calls, and after ten thousand events of one call.
 *
 * <p>Not a test: a program that prints what is left after a collection, to be run with a small
 * {@code -Xmx}. It ends with an error if memory grows with what was received.
 */
public final class FlatMemory {
  private static final int SENDERS = 32;
  private static final int STEPS = 10;

  /** What may be left more than after the first step; caches fill, and collections differ. */
  private static final long ALLOWED_BYTES = 8L * 1024 * 1024;

  private final WebhookReceiver receiver;

  private FlatMemory(WebhookReceiver receiver) {
    this.receiver = receiver;
  }

  /**
   * Runs both.
   *
   * @param arguments how many calls; default 1,000,000
   * @throws Exception if anything fails
   */
  public static void main(String[] arguments) throws Exception {
    int calls = arguments.length == 0 ? 1_000_000 : Integer.parseInt(arguments[0]);
    Path directory = Files.createTempDirectory(Path.of("target"), "memory");
    HikariConfig config = new HikariConfig();
    config.setDataSource(SqliteFiles.open(directory.resolve("calls.db")));
    config.setMaximumPoolSize(1);
    boolean flat;
    try (HikariDataSource pool = new HikariDataSource(config);
        WebhookReceiver receiver =
            WebhookReceiver.builder()
                .verifier(request -> new SignatureVerifier.Verified("0"))
                .customers(number -> Optional.of("customer"), "DK")
                .store(JdbcCallStore.create(pool))
                .build()) {
      FlatMemory memory = new FlatMemory(receiver);
      flat = memory.holds("calls", calls, memory::firstEventOf);
      flat &= memory.holds("events of one call", 10_000, memory::anotherEventOfOneCall);
    }
    System.exit(flat ? 0 : 1);
  }

  private interface Delivery {
    void deliver(int number);
  }

  private boolean holds(String what, int count, Delivery delivery) throws InterruptedException {
    long first = 0;
    long last = 0;
    for (int step = 1; step <= STEPS; step++) {
      run(count / STEPS * (step - 1), count / STEPS * step, delivery);
      last = heap();
      first = step == 1 ? last : first;
      System.out.printf("%,10d %s: %,d KiB%n", count / STEPS * step, what, last / 1024);
    }
    boolean flat = last - first < ALLOWED_BYTES;
    System.out.println(flat ? "flat" : "NOT flat");
    return flat;
  }

  private static void run(int from, int to, Delivery delivery) throws InterruptedException {
    AtomicInteger next = new AtomicInteger(from);
    ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    for (int i = 0; i < SENDERS; i++) {
      senders.execute(
          () -> {
            for (int n = next.getAndIncrement(); n < to; n = next.getAndIncrement()) {
              delivery.deliver(n);
            }
          });
    }
    senders.shutdown();
    if (!senders.awaitTermination(1, java.util.concurrent.TimeUnit.HOURS)) {
      throw new IllegalStateException("the senders do not end");
    }
  }

  private void firstEventOf(int number) {
    send(EventBodies.envelope("call.initiated", "10:00:00", "call-" + number, "ringing", "null", ""));
  }

  private void anotherEventOfOneCall(int number) {
    String time = "%02d:%02d:%02d".formatted(number / 3600, number / 60 % 60, number % 60);
    send(EventBodies.envelope("call.noted", time, "the-one", "ringing", "null", ""));
  }

  private void send(byte[] body) {
    int status = receiver.receive(WebhookRequest.of(null, Map.of(), body)).status();
    if (status != 200) {
      throw new IllegalStateException("answered " + status);
    }
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
