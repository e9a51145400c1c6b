package inc.phone.webhooks.store;

import static org.assertj.core.api.Assertions.assertThat;

import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.testkit.DurableCallStoreContractTest;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class PostgresCallStoreTest extends DurableCallStoreContractTest {
  private final DataSource database = Postgres.emptySchema();

  @Override
  protected CallStore emptyStore() {
    return JdbcCallStore.create(database);
  }

  @Override
  protected CallStore anotherInstance(CallStore store) {
    return JdbcCallStore.create(database);
  }

  @Override
  protected CallStore asFoundAfterACrash(CallStore store) throws Exception {
    Postgres.shared().kill();
    Postgres.shared().restart();
    return JdbcCallStore.create(database);
  }

  @Override
  protected Optional<String> refusedCallId(CallStore store) {
    Postgres.execute(database, "ALTER TABLE phone_call ADD CHECK (call_id <> 'poison')");
    return Optional.of("poison");
  }

  @Test
  void twoCommitsMayBeUnderWayAtOnce() {
    assertThat(emptyStore().commitsAtOnce()).isEqualTo(2);
  }
}
