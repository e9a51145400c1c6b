package inc.phone.ivr.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.ivr.routing.LeadRegistry;
import inc.phone.ivr.testkit.LeadRegistryContractTest;
import inc.phone.number.E164;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

class SqliteLeadRegistryTest extends LeadRegistryContractTest {
  @TempDir private Path directory;

  @Override
  protected LeadRegistry emptyRegistry() {
    return JdbcLeadRegistry.create(dataSource(SQLiteConfig.SynchronousMode.FULL));
  }

  @Override
  protected LeadRegistry another(LeadRegistry registry) {
    return emptyRegistry();
  }

  @Override
  protected int count(LeadRegistry registry) {
    try {
      return LeadTable.count(dataSource(SQLiteConfig.SynchronousMode.FULL));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private SQLiteDataSource dataSource(SQLiteConfig.SynchronousMode synchronous) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(synchronous);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setBusyTimeout(60_000);
    SQLiteDataSource dataSource = new SQLiteDataSource(config);
    dataSource.setUrl("jdbc:sqlite:" + directory.resolve("leads.db"));
    return dataSource;
  }

  @Test
  void refusesADatabaseThatCouldLoseLeads() {
    assertThatThrownBy(
            () -> JdbcLeadRegistry.create(dataSource(SQLiteConfig.SynchronousMode.NORMAL)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("synchronous=FULL");
  }

  @Test
  void aCallerWhoIsForgottenIsForgottenInAllCampaigns() {
    JdbcLeadRegistry leads = JdbcLeadRegistry.create(dataSource(SQLiteConfig.SynchronousMode.FULL));
    E164 jane = E164.of("+4520123456");
    leads.calling("c1", jane, "call-1", Instant.EPOCH);
    leads.calling("c2", jane, "call-2", Instant.EPOCH);
    leads.calling("c1", E164.of("+4520123457"), "call-3", Instant.EPOCH);

    assertThat(leads.forget(jane)).isEqualTo(2);
    assertThat(leads.forget(jane)).isZero();
    assertThat(count(leads)).isEqualTo(1);
  }

  @Test
  void refusesAPrefixThatIsNone() {
    assertThatThrownBy(
            () -> JdbcLeadRegistry.create(dataSource(SQLiteConfig.SynchronousMode.FULL), "x;"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "tablePrefix must be 1 to 30 of a-z, 0-9 and _, beginning with a letter, was 'x;'");
  }
}
