package inc.phone.webhooks.store;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.number.E164;
import inc.phone.settings.Secret;
import inc.phone.webhooks.DeliveryOptions;
import inc.phone.webhooks.Retention;
import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.WebhookRequest;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.spi.DataSubject;
import inc.phone.webhooks.testkit.EventBodies;
import inc.phone.webhooks.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every row of every table is read, so that no column and no table can be forgotten. */
class NothingIsLeftTest {
  @TempDir Path directory;

  private final SettableClock clock = new SettableClock(Instant.parse("2026-05-15T12:00:00Z"));

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void anErasureLeavesNoTraceInAnyColumnOfAnyTable(String engine) throws SQLException {
    DataSource database = database(engine);
    WebhookReceiver receiver = receiver(database);
    EventBodies.missedCallWithVoicemail("the-call").forEach(body -> post(receiver, body));
    post(receiver, EventBodies.bytes("{\"broken\":\"20 12 34 56\""));
    post(
        receiver,
        EventBodies.bytes(
            "{\"event\":\"ping\",\"timestamp\":\"2026-05-15T12:00:00Z\",\"event_id\":\"the-ping\","
                + "\"about\":\"+4520123456\"}"));
    receiver.matcher().assign("the-call", "the-customer");
    assertThat(everything(database).values().toString())
        .contains("the-call", "the-customer", "the-ping", "20123456", "my order");

    receiver.dataCare().erase(DataSubject.ofNumber(E164.of("+4520123456")));
    EventBodies.missedCallWithVoicemail("the-call").forEach(body -> post(receiver, body));

    Map<String, String> left = everything(database);
    assertThat(left.values().toString())
        .doesNotContain("the-call", "the-customer", "the-ping", "20123456", "34 56", "my order");
    assertThat(left.get("phone_call").split("~~erased:")).hasSize(5); // 4: number, call, ping, body
    left.keySet().removeAll(List.of("phone_call", "phone_schema", "phone_ivr_schema"));
    assertThat(left.values()).allMatch(String::isEmpty);
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void aPrunedCallLeavesItsKeyAndVersion(String engine) throws SQLException {
    DataSource database = database(engine);
    WebhookReceiver receiver = receiver(database);
    EventBodies.missedCallWithVoicemail("the-call").forEach(body -> post(receiver, body));
    clock.advance(Duration.ofDays(40));
    receiver
        .dataCare()
        .prune(Retention.ofEvents(Duration.ofDays(14)).calls(Duration.ofDays(30)), 100);
    Map<String, String> left = everything(database);
    assertThat(left.get("phone_call")).contains("the-call").doesNotContain("20123456", "7070");
    // A lane keeps its fence as long as its call keeps its version.
    assertThat(left.get("phone_lane")).matches("default the-call ~match 1( null){3} \\S+ null ");
    left.keySet().removeAll(List.of("phone_call", "phone_lane", "phone_schema"));
    assertThat(left.values()).allMatch(String::isEmpty);
  }

  private DataSource database(String engine) {
    return engine.equals("sqlite")
        ? SqliteFiles.open(directory.resolve("calls.db"))
        : Postgres.emptySchema();
  }

  private WebhookReceiver receiver(DataSource database) {
    return WebhookReceiver.builder()
        .verifier(request -> new Verified("0"))
        .store(JdbcCallStore.create(database))
        .customers(number -> Optional.of("7"), "DK")
        .delivery(DeliveryOptions.builder().scheduler((task, delay) -> {}).build())
        .erasureSecret(Secret.of("0123456789abcdef0123456789abcdef"))
        .executor(Runnable::run)
        .delivery(DeliveryOptions.builder().scheduler((task, delay) -> {}).build())
        .clock(clock)
        .build();
  }

  private static void post(WebhookReceiver receiver, byte[] body) {
    assertThat(receiver.receive(WebhookRequest.of(null, Map.of(), body)).status()).isEqualTo(200);
  }

  private static Map<String, String> everything(DataSource database) throws SQLException {
    Map<String, String> tables = new TreeMap<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      List<String> names = new ArrayList<>();
      try (ResultSet found =
          connection
              .getMetaData()
              .getTables(null, connection.getSchema(), "phone_%", new String[] {"TABLE"})) {
        while (found.next()) {
          names.add(found.getString("TABLE_NAME"));
        }
      }
      for (String name : names) {
        StringBuilder text = new StringBuilder();
        try (ResultSet rows = statement.executeQuery("SELECT * FROM " + name)) {
          while (rows.next()) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
              Object value = rows.getObject(i);
              text.append(
                  value instanceof byte[] bytes
                      ? new String(bytes, StandardCharsets.ISO_8859_1)
                      : String.valueOf(value));
              text.append(' ');
            }
          }
        }
        tables.put(name, text.toString());
      }
    }
    assertThat(tables).containsKeys("phone_call", "phone_event", "phone_voicemail");
    return tables;
  }
}
