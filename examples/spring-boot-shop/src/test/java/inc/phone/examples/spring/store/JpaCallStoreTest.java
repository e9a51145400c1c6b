package inc.phone.examples.spring.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import inc.phone.examples.spring.Postgres;
import inc.phone.examples.spring.TestApplications;
import inc.phone.webhooks.spi.CallStore;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.testkit.DurableCallStoreContractTest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

/** The contract of durable call stores, kept by the beans of two applications on one database. */
class JpaCallStoreTest extends DurableCallStoreContractTest {
  private static final ApplicationContext ONE = TestApplications.both().get(0);
  private static final ApplicationContext TWO = TestApplications.both().get(1);

  private final JdbcTemplate database = ONE.getBean(JdbcTemplate.class);

  @AfterEach
  void refuseNothing() {
    database.execute("ALTER TABLE phone_call DROP CONSTRAINT IF EXISTS no_poison");
  }

  @Test
  void theDatabaseIsOneThatPromisesDurability() {
    for (String setting : new String[] {"fsync", "synchronous_commit", "full_page_writes"}) {
      String value =
          database.queryForObject("SELECT current_setting('" + setting + "')", String.class);
      assertThat(value).as(setting).isEqualTo("on");
    }
  }

  @Test
  void aTextThatPostgresCannotHoldIsRefusedAndFailsNobodyElse() {
    CallStore store = emptyStore();
    assertThat(
            store.commit(
                List.of(
                    change(key("before"), 0, state(1)),
                    change(key("nul\u0000"), 0, state(2)),
                    change(key("other"), 0, state(3)))))
        .containsExactly(CommitResult.WRITTEN, CommitResult.REFUSED, CommitResult.WRITTEN);
  }

  @Override
  protected CallStore emptyStore() {
    database.execute("TRUNCATE phone_call, phone_voicemail, call_event");
    return ONE.getBean(CallStore.class);
  }

  @Override
  protected CallStore anotherInstance(CallStore store) {
    return TWO.getBean(CallStore.class);
  }

  @Override
  protected CallStore asFoundAfterACrash(CallStore store) throws Exception {
    Postgres.shared().killAndRestart();
    for (ApplicationContext application : TestApplications.both()) {
      application.getBean(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
    }
    return TWO.getBean(CallStore.class);
  }

  @Override
  protected Optional<String> refusedCallId(CallStore store) {
    database.execute("ALTER TABLE phone_call ADD CONSTRAINT no_poison CHECK (call_id <> 'poison')");
    return Optional.of("poison");
  }
}
