package inc.phone.ivr.store;

import inc.phone.ivr.routing.LeadRegistry;
import inc.phone.ivr.testkit.LeadRegistryContractTest;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresLeadRegistryTest extends LeadRegistryContractTest {
  private static EmbeddedPostgres server;

  @BeforeAll
  static void start() throws IOException {
    Path target = Files.createDirectories(Path.of("target")).toAbsolutePath();
    server =
        EmbeddedPostgres.builder()
            .setDataDirectory(Files.createTempDirectory(target, "postgres"))
            .setServerConfig("fsync", "on") // the library's own defaults lose commits
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "250")
            .start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Override
  protected LeadRegistry emptyRegistry() {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS phone_lead");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return JdbcLeadRegistry.create(dataSource());
  }

  @Override
  protected LeadRegistry another(LeadRegistry registry) {
    return JdbcLeadRegistry.create(dataSource());
  }

  @Override
  protected int count(LeadRegistry registry) {
    try {
      return LeadTable.count(dataSource());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static DataSource dataSource() {
    return DataSources.to(
        "jdbc:postgresql://127.0.0.1:"
            + server.getPort()
            + "/postgres?user=postgres&sslmode=disable");
  }
}
