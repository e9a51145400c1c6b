package inc.phone.webhooks.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import inc.phone.webhooks.DeliveryOptions;
import inc.phone.webhooks.ListenerSpec;
import inc.phone.webhooks.PhoneEvent;
import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.WebhookRequest;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.spi.CallEventListener;
import inc.phone.webhooks.spi.DeliveryContext;
import inc.phone.webhooks.spi.TransactionalListener;
import inc.phone.webhooks.testkit.EventBodies;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;

/**
 * A node in a process of its own, which tests talk to line by line.
 *
 * <p>It has a plain listener, {@value #PLAIN}, and a transactional one, {@value #TRANSACTIONAL}.
 * Both hold on between effect and return, in calls whose id begins with a prefix, and say so, until
 * they are told to go on. The plain one has a second effect when it goes on.
 */
final class NodeMain {
  static final String PLAIN = "chat";
  static final String TRANSACTIONAL = "invoices";
  static final Duration LEASE = Duration.ofSeconds(3);

  private final String name;
  private final String heldCalls;
  private final HikariDataSource pool;
  private final WebhookReceiver receiver;
  private final CountDownLatch go = new CountDownLatch(1);

  private NodeMain(String url, String name, String heldCalls) {
    this.name = name;
    this.heldCalls = heldCalls;
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(6);
    this.pool = new HikariDataSource(config);
    this.receiver =
        WebhookReceiver.builder()
            .verifier(request -> new Verified("0"))
            .store(JdbcCallStore.create(pool))
            .delivery(
                DeliveryOptions.builder()
                    .node(name)
                    .lease(LEASE)
                    .sweep(Duration.ofMillis(100))
                    .build())
            .listener(ListenerSpec.named(PLAIN), (CallEventListener) this::plain)
            .listener(
                ListenerSpec.named(TRANSACTIONAL), (TransactionalListener) this::transactional)
            .build();
  }

  /** Where the listeners write; no key, so that whatever happens twice is there twice. */
  static void createTables(DataSource database) {
    String columns =
        " (place bigserial, call_id text, type text, fence bigint, node text, moment text)";
    Postgres.execute(database, "CREATE TABLE " + PLAIN + columns);
    Postgres.execute(database, "CREATE TABLE " + TRANSACTIONAL + columns);
  }

  /**
   * Runs a node until its input ends.
   *
   * @param arguments the database, the node's name, and how calls begin in which it holds on
   * @throws Exception anything
   */
  public static void main(String[] arguments) throws Exception {
    NodeMain node = new NodeMain(arguments[0], arguments[1], arguments[2]);
    say("ready");
    try (BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        if (line.equals("go")) {
          node.go.countDown();
        } else {
          node.post(line.split(" "));
        }
      }
    }
    node.go.countDown();
    node.receiver.close();
    node.pool.close();
    say("closed");
  }

  private void post(String[] typeAndCall) {
    byte[] body =
        EventBodies.envelope(typeAndCall[0], "10:00:00", typeAndCall[1], "ringing", "null", "");
    int status = receiver.receive(WebhookRequest.of(null, Map.of(), body)).status();
    say(String.join(" ", typeAndCall) + " " + status);
  }

  private void plain(PhoneEvent event, CallRecord call, DeliveryContext context)
      throws SQLException, InterruptedException {
    try (Connection connection = pool.getConnection()) {
      write(connection, PLAIN, event, call, context, "before");
      hold(call, context);
      write(connection, PLAIN, event, call, context, "after");
    }
  }

  private void transactional(
      Connection connection, PhoneEvent event, CallRecord call, DeliveryContext context)
      throws SQLException, InterruptedException {
    write(connection, TRANSACTIONAL, event, call, context, "in the transaction");
    hold(call, context);
  }

  private void hold(CallRecord call, DeliveryContext context) throws InterruptedException {
    if (call.callId().startsWith(heldCalls) && go.getCount() > 0) {
      say("inside " + context.listener() + " " + call.callId() + " " + context.fencingToken());
      go.await();
    }
  }

  private void write(
      Connection connection,
      String table,
      PhoneEvent event,
      CallRecord call,
      DeliveryContext context,
      String moment)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO "
                + table
                + " (call_id, type, fence, node, moment) VALUES (?, ?, ?, ?, ?)")) {
      statement.setString(1, call.callId());
      statement.setString(2, event.type().value());
      statement.setLong(3, context.fencingToken());
      statement.setString(4, name);
      statement.setString(5, moment);
      statement.executeUpdate();
    }
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
