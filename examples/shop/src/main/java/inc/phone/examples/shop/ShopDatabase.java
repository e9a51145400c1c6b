package inc.phone.examples.shop;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The pool of connections to the shop's database.
 *
 * <p>SQLite is set up so that what was acknowledged survives a crash (WAL, synchronous=FULL), and
 * so that a writer waits for another one rather than failing (busy_timeout, and IMMEDIATE, because
 * a transaction that begins with a read cannot wait when it comes to write). Thread-safe.
 */
final class ShopDatabase implements AutoCloseable {
  private static final String SQLITE = "jdbc:sqlite:";
  private static final int CONNECTIONS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Map<String, String> SQLITE_OPTIONS =
      Map.of(
          "journal_mode", "WAL",
          "synchronous", "FULL",
          "busy_timeout", Long.toString(PATIENCE.toMillis()),
          "transaction_mode", "IMMEDIATE");

  private final HikariDataSource pool;

  private ShopDatabase(HikariDataSource pool) {
    this.pool = pool;
  }

  /**
   * Connects.
   *
   * @throws RuntimeException if there is no such database
   */
  static ShopDatabase open(String url) {
    requireDriver(url);
    HikariConfig config = new HikariConfig();
    config.setPoolName("shop");
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setConnectionTimeout(PATIENCE.toMillis());
    if (url.startsWith(SQLITE)) {
      makeFolder(url);
      SQLITE_OPTIONS.forEach(
          (option, value) -> {
            if (!url.contains(option + "=")) { // the driver would prefer ours to the URL's
              config.addDataSourceProperty(option, value);
            }
          });
    }
    return new ShopDatabase(new HikariDataSource(config));
  }

  DataSource dataSource() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
  }

  /** The pool would say so too, but repeat the URL, which can hold a password. */
  private static void requireDriver(String url) {
    try {
      DriverManager.getDriver(url);
    } catch (SQLException e) {
      throw new IllegalArgumentException(
          "SHOP_DB: no driver for this URL; try " + SQLITE + "file", e);
    }
  }

  private static void makeFolder(String url) {
    String file = url.substring(SQLITE.length()).replaceFirst("\\?.*$", "");
    Path folder = Path.of(file.replaceFirst("^file:", "")).toAbsolutePath().getParent();
    if (folder == null || file.isEmpty() || file.startsWith(":")) {
      return;
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("SHOP_DB: the folder cannot be made: " + folder, e);
    }
  }
}
