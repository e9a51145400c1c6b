package inc.phone.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.spi.OutcomeUnknownException;
import inc.phone.webhooks.store.JdbcCallStore;
import inc.phone.webhooks.store.Postgres;
import inc.phone.webhooks.testkit.EventBodies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** PostgreSQL is killed while senders wait for it; they remember what was answered 200. */
class KillUnderLoadTest {
  private static final int SENDERS = 16;
  private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 300;

  @Test
  void whatWasAcknowledgedIsThereOnceAndRetryingTheRestGivesTheRowsOfTheOracle() throws Exception {
    Postgres server = Postgres.shared();
    DataSource database = server.schema();
    Queue<PhoneEvent> acknowledged = new ConcurrentLinkedQueue<>();
    List<String> callIds = sendUntilKilled(server, database, acknowledged);
    server.restart();

    JdbcCallStore found = JdbcCallStore.create(database);
    assertThat(missing(found, acknowledged)).isEmpty();
    WebhookReceiver receiver = receiver(found);
    for (String callId : callIds) {
      List<byte[]> bodies = EventBodies.missedCallWithVoicemail(callId);
      bodies.forEach(body -> assertThat(post(receiver, body)).isEqualTo(200));
      CallRecord row = found.call(new CallKey("default", callId)).orElseThrow();
      assertThat(SortThenFold.actualRow(row))
          .isEqualTo(SortThenFold.row(SeveralNodesTest.parsed(bodies)));
      assertThat(found.events(row.key())).hasSize(row.eventCount());
    }
  }

  /** The test of the test: a server that acknowledges before it wrote must be found out. */
  @Test
  void aServerThatAcknowledgesTooEarlyIsFoundOut() throws Exception {
    Postgres server = new Postgres("off");
    int lost = 0;
    for (int kill = 0; kill < 10 && lost == 0; kill++) {
      DataSource database = server.schema();
      JdbcCallStore store = JdbcCallStore.builder(database).requireDurable(false).build();
      Queue<PhoneEvent> acknowledged = new ConcurrentLinkedQueue<>();
      WebhookReceiver receiver = receiver(store);
      for (int call = 0; call < 10; call++) {
        for (byte[] body : EventBodies.missedCallWithVoicemail("call-" + call)) {
          assertThat(post(receiver, body)).isEqualTo(200);
          acknowledged.addAll(SeveralNodesTest.parsed(List.of(body)));
        }
      }
      server.kill();
      server.restart();
      lost = missingOrGone(database, acknowledged);
    }
    server.kill();
    assertThat(lost).isPositive();
  }

  private static List<String> sendUntilKilled(
      Postgres server, DataSource database, Queue<PhoneEvent> acknowledged) throws Exception {
    ConcurrentLinkedQueue<String> callIds = new ConcurrentLinkedQueue<>();
    AtomicBoolean killed = new AtomicBoolean();
    CountDownLatch enough = new CountDownLatch(ACKNOWLEDGED_BEFORE_THE_KILL);
    ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
    try (HikariDataSource pool = pool(database)) {
      WebhookReceiver receiver = receiver(JdbcCallStore.create(pool));
      List<Future<?>> senders = new ArrayList<>();
      for (int sender = 0; sender < SENDERS; sender++) {
        String name = "call-" + sender + "-";
        senders.add(
            threads.submit(
                () -> {
                  for (int call = 0; !killed.get(); call++) {
                    callIds.add(name + call);
                    for (byte[] body : EventBodies.missedCallWithVoicemail(name + call)) {
                      int status = post(receiver, body);
                      assertThat(status).isIn(200, 503);
                      if (status == 200) {
                        acknowledged.addAll(SeveralNodesTest.parsed(List.of(body)));
                        enough.countDown();
                      }
                    }
                  }
                }));
      }
      enough.await();
      server.kill();
      killed.set(true);
      for (Future<?> sender : senders) {
        sender.get();
      }
    } finally {
      threads.shutdownNow();
    }
    return List.copyOf(callIds);
  }

  private static List<PhoneEvent> missing(JdbcCallStore store, Iterable<PhoneEvent> acknowledged) {
    List<PhoneEvent> missing = new ArrayList<>();
    for (PhoneEvent event : acknowledged) {
      CallKey key = new CallKey("default", event.call().id());
      List<String> ids = store.events(key).stream().map(EventRecord::id).toList();
      if (ids.stream().filter(event.id()::equals).count() != 1) {
        missing.add(event);
      }
    }
    return missing;
  }

  /** Even the tables may be gone. */
  private static int missingOrGone(DataSource database, Queue<PhoneEvent> acknowledged) {
    try {
      return missing(
              JdbcCallStore.builder(database).requireDurable(false).createTables(false).build(),
              acknowledged)
          .size();
    } catch (OutcomeUnknownException e) {
      return acknowledged.size();
    }
  }

  private static HikariDataSource pool(DataSource database) {
    HikariConfig config = new HikariConfig();
    config.setDataSource(database);
    config.setMaximumPoolSize(4);
    config.setConnectionTimeout(250);
    return new HikariDataSource(config);
  }

  private static WebhookReceiver receiver(JdbcCallStore store) {
    return WebhookReceiver.builder().verifier(request -> new Verified("0")).store(store).build();
  }

  private static int post(WebhookReceiver receiver, byte[] body) {
    return receiver.receive(WebhookRequest.of(null, Map.of(), body)).status();
  }
}
