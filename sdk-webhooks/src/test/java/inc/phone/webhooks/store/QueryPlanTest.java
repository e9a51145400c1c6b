package inc.phone.webhooks.store;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.webhooks.DeliveryOptions;
import inc.phone.webhooks.WebhookReceiver;
import inc.phone.webhooks.WebhookRequest;
import inc.phone.webhooks.signature.SignatureVerifier.Verified;
import inc.phone.webhooks.spi.CallFilter;
import inc.phone.webhooks.spi.VoicemailFilter;
import inc.phone.webhooks.testkit.EventBodies;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database says itself that every list walks an index and sorts nothing. */
class QueryPlanTest {
  private static final Instant NOON = Instant.parse("2026-05-15T12:00:00Z");

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void listsWalkTheirIndexInOrder(String engine) {
    DataSource database =
        engine.equals("sqlite")
            ? SqliteFiles.open(directory.resolve("calls.db"))
            : Postgres.emptySchema();
    fill(JdbcCallStore.create(database));
    if (engine.equals("postgresql")) {
      Postgres.execute(database, "ANALYZE"); // it does so by itself; SQLite only when told
    }
    String explain = engine.equals("sqlite") ? "EXPLAIN QUERY PLAN " : "EXPLAIN ";
    List<String> plans = new ArrayList<>();
    JdbcCallStore store = JdbcCallStore.create(Explaining.of(database, explain, plans));
    plans.clear();

    store.calls("default", CallFilter.ALL, 10, null);
    String next =
        JdbcCallStore.create(database).calls("default", CallFilter.ALL, 10, null).nextCursor();
    store.calls("default", new CallFilter(null, NOON.minusSeconds(9_000), NOON), 10, next);
    store.calls("default", new CallFilter("7", null, null), 10, null);
    store.voicemails("default", VoicemailFilter.ALL, 10, null);
    store.pendingMatches("default", 10, null);
    store.pendingBranches("default", 10, null);

    assertThat(plans).hasSize(6);
    assertThat(plans.get(0)).contains("phone_call_log");
    assertThat(plans.get(1)).contains("phone_call_log");
    assertThat(plans.get(2)).contains("phone_call_customer");
    assertThat(plans.get(3)).contains("phone_voicemail_list");
    assertThat(plans.get(4)).contains("phone_call_pending");
    assertThat(plans.get(5)).contains("phone_call_branch_pending");
    assertThat(plans).noneMatch(plan -> plan.contains("Sort") || plan.contains("TEMP B-TREE"));
    assertThat(plans).noneMatch(plan -> plan.contains("Seq Scan"));
  }

  private static void fill(JdbcCallStore store) {
    WebhookReceiver receiver =
        WebhookReceiver.builder()
            .verifier(request -> new Verified("0"))
            .store(store)
            .customers(number -> Optional.of(number.value().endsWith("7") ? "7" : "8"), "DK")
            .delivery(DeliveryOptions.builder().scheduler((task, delay) -> {}).build())
            .executor(Runnable::run)
            .build();
    for (int call = 0; call < 300; call++) {
      byte[] body =
          EventBodies.bytes(
              """
              {"event":"voicemail.new","timestamp":"%1$s","data":{"id":"call-%2$s",
               "from":"+45201234%3$s","direction":"inbound","started_at":"%1$s",
               "voicemail":{"id":"vm-%2$s","created_at":"%1$s"}}}"""
                  .formatted(NOON.minusSeconds(call * 60L), call, 10 + call % 90));
      assertThat(receiver.receive(WebhookRequest.of(null, Map.of(), body)).status()).isEqualTo(200);
    }
  }
}
