package inc.phone.webhooks.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A real PostgreSQL that promises durability, started once per test JVM and stopped with it.
 *
 * <p>The library's own defaults are {@code fsync=off} and {@code synchronous_commit=off}.
 */
public final class Postgres {
  /** Recovery after a kill takes longer than the library's 10 seconds on a busy machine. */
  private static final Duration STARTUP_WAIT = Duration.ofMinutes(2);

  private static final AtomicInteger SCHEMAS = new AtomicInteger();
  private static final Postgres SHARED = new Postgres("on");

  private final Path data;
  private final String synchronousCommit;
  private EmbeddedPostgres server;

  /**
   * Starts another server, for tests that want to see it fail.
   *
   * @param synchronousCommit the setting of that name
   */
  public Postgres(String synchronousCommit) {
    try {
      Path target = Files.createDirectories(Path.of("target"));
      this.data = Files.createTempDirectory(target.toAbsolutePath(), "postgres");
      this.synchronousCommit = synchronousCommit;
      this.server = start(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The one server of this JVM.
   *
   * @return the server, running
   */
  public static Postgres shared() {
    return SHARED;
  }

  /**
   * An empty schema of the shared server.
   *
   * @return connections whose tables go there
   */
  public static DataSource emptySchema() {
    return SHARED.schema();
  }

  /**
   * An empty schema of this server.
   *
   * @return connections whose tables go there
   */
  public DataSource schema() {
    return Connections.to(url(newSchema(), port()));
  }

  /**
   * Makes an empty schema.
   *
   * @return its name
   */
  public String newSchema() {
    String name = "test_" + SCHEMAS.incrementAndGet();
    execute(Connections.to(url("public", port())), "CREATE SCHEMA " + name);
    return name;
  }

  /**
   * The port, which stays the same over a restart.
   *
   * @return the port on the loopback interface
   */
  public int port() {
    return server.getPort();
  }

  /**
   * Kills the server as a power cut of its process would, without a chance to write anything.
   *
   * @throws Exception if it does not die
   */
  public void kill() throws Exception {
    // The first line of this file is the process that this class started through the library.
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().get(10, TimeUnit.SECONDS);
  }

  /**
   * Starts the server again on what the kill left.
   *
   * @throws IOException if it does not come up
   */
  public void restart() throws IOException {
    int port = server.getPort();
    server.close(); // there is nothing left to stop; this lets go of the lock on the files
    server = start(port);
  }

  /**
   * Runs one statement.
   *
   * @param dataSource where
   * @param sql what
   */
  public static void execute(DataSource dataSource, String sql) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Where a schema is found.
   *
   * @param schema its name
   * @param port the server's port, or one that leads to it
   * @return a URL
   */
  public static String url(String schema, int port) {
    return "jdbc:postgresql://127.0.0.1:%s/postgres?user=postgres&sslmode=disable&currentSchema=%s"
        .formatted(port, schema);
  }

  private EmbeddedPostgres start(int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPGStartupWait(STARTUP_WAIT)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", synchronousCommit)
            .setServerConfig("full_page_writes", "on");
    return (port == 0 ? builder : builder.setPort(port)).start();
  }
}
