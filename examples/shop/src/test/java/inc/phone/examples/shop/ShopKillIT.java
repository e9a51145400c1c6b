package inc.phone.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.settings.Secret;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The shop's process is killed under load, again and again. Senders keep their own record of what
 * was acknowledged, and repeat only what was not.
 */
class ShopKillIT {
  private static final int CALLS = 120;
  private static final int SENDERS = 8;
  private static final int KILLS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LEASES_ARE_OVER = Duration.ofMinutes(3);

  @TempDir Path folder;

  @Test
  void everyAcknowledgedEventIsThereOnceOnSqlite() throws Exception {
    check(TestShop.environment(folder));
  }

  @Test
  void everyAcknowledgedEventIsThereOnceOnPostgres() throws Exception {
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start()) {
      Map<String, String> environment = TestShop.environment(folder);
      environment.put("SHOP_DB", server.getJdbcUrl("postgres", "postgres"));
      check(environment);
    }
  }

  private void check(Map<String, String> environment) throws Exception {
    List<String> bodies = new ArrayList<>();
    for (int call = 0; call < CALLS; call++) {
      bodies.addAll(eventsOf("call-" + call));
    }
    Map<String, JsonNode> expected = rowsWithoutTrouble(bodies);

    List<String> disorder = new ArrayList<>(bodies);
    Collections.shuffle(disorder, new Random(42));
    Killed shop = new Killed(environment);
    try {
      int kills = shop.sendAll(disorder);
      assertThat(kills)
          .as("times the process died while events were on their way")
          .isEqualTo(KILLS);
      assertThat(rows(shop.address())).isEqualTo(expected);
    } finally {
      shop.kill();
    }
  }

  /** What the same events give in order, each once, in a shop that nobody kills. */
  private Map<String, JsonNode> rowsWithoutTrouble(List<String> bodies) throws Exception {
    try (TestShop shop = TestShop.start(TestShop.environment(folder.resolve("untroubled")))) {
      bodies.forEach(shop::accept);
      return rows(URI.create("http://localhost:" + shop.port()));
    }
  }

  private static Map<String, JsonNode> rows(URI shop) throws Exception {
    AdminClient admin = new AdminClient(shop, Secret.of(TestShop.TOKEN));
    Map<String, JsonNode> rows = new TreeMap<>();
    for (int call = 0; call < CALLS; call++) {
      ObjectNode row = matched(admin, "call-" + call);
      // When and in what order we received something is not what happened.
      row.get("events")
          .forEach(event -> ((ObjectNode) event).remove(List.of("received_at", "late")));
      rows.put("call-" + call, row);
    }
    return rows;
  }

  /** Lookups come after the answer, and those a dead shop had begun when its leases are over. */
  private static ObjectNode matched(AdminClient admin, String callId) throws Exception {
    long started = System.nanoTime();
    ObjectNode row = (ObjectNode) admin.call(callId);
    while (row.get("match").textValue().equals("pending")) {
      assertThat(System.nanoTime() - started).as(callId).isLessThan(LEASES_ARE_OVER.toNanos());
      row = (ObjectNode) admin.call(callId);
    }
    return row;
  }

  private static List<String> eventsOf(String callId) {
    return List.of(
        Bodies.initiated(callId, "anonymous", "10:00:00"),
        Bodies.ended(callId, "anonymous", "10:00:40"),
        Bodies.flat(
            "voicemail_finished", callId, "10:00:41", ",\"audio_url\":\"https://a.example/1\""),
        Bodies.flat("voicemail_transcribed", callId, "10:01:00", ",\"transcript\":\"Call back\""));
  }

  /** A shop in a process of its own that dies whenever a part of the events is acknowledged. */
  private static final class Killed {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> environment;
    private final int port;
    private final AtomicInteger acknowledged = new AtomicInteger();
    private volatile Process process;

    Killed(Map<String, String> environment) throws Exception {
      this.environment = new HashMap<>(environment);
      try (ServerSocket free = new ServerSocket(0)) {
        this.port = free.getLocalPort();
      }
      this.environment.put("SHOP_PORT", Integer.toString(port));
      this.process = start();
    }

    URI address() {
      return URI.create("http://localhost:" + port);
    }

    int sendAll(List<String> bodies) throws Exception {
      ConcurrentLinkedQueue<String> waiting = new ConcurrentLinkedQueue<>(bodies);
      CountDownLatch done = new CountDownLatch(SENDERS);
      ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
      List<Future<?>> sent = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        sent.add(
            senders.submit(
                () -> {
                  for (String body = waiting.poll(); body != null; body = waiting.poll()) {
                    if (isAcknowledged(body)) {
                      acknowledged.incrementAndGet();
                    } else {
                      waiting.add(body); // nobody said that it is kept: it comes again
                    }
                  }
                  done.countDown();
                  return null;
                }));
      }
      int kills = 0;
      while (!done.await(1, TimeUnit.MILLISECONDS)) {
        if (kills < KILLS && acknowledged.get() > (kills + 1) * bodies.size() / (KILLS + 1)) {
          kill();
          process = start();
          kills++;
        }
      }
      for (Future<?> one : sent) {
        one.get();
      }
      senders.shutdown();
      return kills;
    }

    private boolean isAcknowledged(String body) throws InterruptedException {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(address().resolve("/api/phone/webhook")).timeout(PATIENCE);
      try {
        return http.send(
                    TestShop.signed(request, TestShop.SECRET, body.getBytes(UTF_8))
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                    BodyHandlers.discarding())
                .statusCode()
            == 200;
      } catch (IOException e) {
        return false; // refused, cut off, or dead before it could answer
      }
    }

    /** SIGKILL: no shutdown hook runs, nothing is flushed. */
    void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }

    private Process start() throws Exception {
      ProcessBuilder builder =
          new ProcessBuilder(
                  System.getProperty("java.home") + "/bin/java",
                  "-jar",
                  System.getProperty("shop.jar"))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD);
      builder.environment().putAll(environment);
      Process started = builder.start();
      long since = System.nanoTime();
      while (!answers()) {
        assertThat(started.isAlive()).as("the shop starts").isTrue();
        assertThat(System.nanoTime() - since).isLessThan(PATIENCE.toNanos());
      }
      return started;
    }

    private boolean answers() throws InterruptedException {
      HttpRequest request =
          HttpRequest.newBuilder(address().resolve("/api/admin/phone/calls"))
              .timeout(PATIENCE)
              .build();
      try {
        return http.send(request, BodyHandlers.discarding()).statusCode() == 401;
      } catch (IOException e) {
        return false;
      }
    }
  }
}
