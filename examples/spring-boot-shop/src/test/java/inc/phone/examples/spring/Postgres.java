package inc.phone.examples.spring;

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

/**
 * A real PostgreSQL that promises durability, started once per JVM and stopped with it.
 *
 * <p>The library's own defaults are {@code fsync=off} and {@code synchronous_commit=off}.
 */
public final class Postgres {
  /** Recovery after a kill takes longer than the library's 10 seconds on a busy machine. */
  private static final Duration STARTUP_WAIT = Duration.ofMinutes(2);

  private static final String ALREADY_THERE = "42P04";
  private static final Postgres SHARED = new Postgres();

  private final Path data;
  private EmbeddedPostgres server;

  private Postgres() {
    try {
      Path target = Files.createDirectories(Path.of("target"));
      this.data = Files.createTempDirectory(target.toAbsolutePath(), "postgres");
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
   * Makes a database if it is missing.
   *
   * @param name its name
   * @return where it is
   */
  public String url(String name) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      if (!ALREADY_THERE.equals(e.getSQLState())) {
        throw new IllegalStateException(e);
      }
    }
    return server.getJdbcUrl("postgres", name);
  }

  /**
   * Kills the server as a power cut of its process would, and starts it again on what that left.
   *
   * @throws Exception if it does not die, or does not come up
   */
  public void killAndRestart() throws Exception {
    // The first line of this file is the process that this class started through the library.
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    process.onExit().get(10, TimeUnit.SECONDS);
    int port = server.getPort();
    server.close(); // there is nothing left to stop; this lets go of the lock on the files
    server = start(port);
  }

  private EmbeddedPostgres start(int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setPGStartupWait(STARTUP_WAIT)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on");
    return (port == 0 ? builder : builder.setPort(port)).start();
  }
}
