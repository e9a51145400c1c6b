package inc.phone.webhooks.store;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.Completion;
import inc.phone.webhooks.spi.DeliveryChange;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.OwedDelivery;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database says itself that neither queue nor lists look at what they do not need. */
class DeliveryPlanTest {
  private static final int CALLS = 4_000;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"sqlite", "postgresql"})
  void leasesAndListsWalkAnIndex(String engine) {
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

    List<Lease> leases = store.lease(Owing.request(4, Owing.NOW));
    assertThat(leases).hasSize(4);
    assertThat(plans.get(0)).contains("phone_lane_ready").doesNotContain("Sort", "TEMP B-TREE");
    List<Completion> completions = new ArrayList<>(Owing.done(leases.subList(0, 2)));
    leases.subList(2, 4).forEach(lease -> completions.add(Owing.parked(lease, Owing.NOW)));
    assertThat(store.complete(completions)).containsOnly(true);
    assertThat(store.replay(leases.get(3).key(), Owing.LISTENER, "no", Owing.NOW)).isFalse();
    assertThat(plans).hasSizeGreaterThanOrEqualTo(8).noneMatch(DeliveryPlanTest::looksAtAll);
    plans.clear();

    assertThat(store.parked("default", null, 10, null).items()).hasSize(10);
    assertThat(plans.get(0))
        .contains("phone_delivery_parked")
        .doesNotContain("Sort", "TEMP B-TREE");
    plans.clear();

    store.owePast(Owing.past());
    assertThat(plans.get(0)).contains("phone_event_received");
  }

  private static boolean looksAtAll(String plan) {
    return plan.contains("Seq Scan on") || plan.contains("SCAN phone_");
  }

  /** Most lanes have nothing to do, some are due, some have something parked. */
  private static void fill(JdbcCallStore store) {
    for (int first = 0; first < CALLS; first += 250) {
      List<CallChange> changes =
          IntStream.range(first, first + 250).mapToObj(i -> change(i, 0, "e" + i)).toList();
      store.commit(changes);
      List<Lease> leases = store.lease(Owing.request(250, Owing.NOW));
      List<Completion> completions = new ArrayList<>();
      for (Lease lease : leases) {
        completions.add(
            completions.size() % 10 == 0 ? Owing.parked(lease, Owing.NOW) : Owing.done(lease));
      }
      store.complete(completions);
      store.commit(
          IntStream.range(first, first + 25).mapToObj(i -> change(i, 1, "f" + i)).toList());
    }
  }

  private static CallChange change(int call, long base, String eventId) {
    Instant receivedAt = Owing.NOW.minusSeconds(call);
    OwedDelivery owed =
        new OwedDelivery(Owing.LISTENER, eventId, Owing.NOW, 10, receivedAt, Owing.NOW);
    DeliveryChange deliveries = new DeliveryChange(List.of(owed), null, null);
    return Owing.change("call-" + call, base, eventId, receivedAt, deliveries);
  }
}
