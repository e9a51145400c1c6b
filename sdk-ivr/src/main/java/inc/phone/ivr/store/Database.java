package inc.phone.ivr.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Connections, transactions and table names. A guest in the host's pool: every connection goes back
 * as it came, rolled back if something failed.
 */
final class Database {
  /** Work on a connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,29}");
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private final DataSource dataSource;
  private final Engine engine;
  private final String tables;
  private final String prefix;

  private Database(DataSource dataSource, Engine engine, String tables, String prefix) {
    this.dataSource = dataSource;
    this.engine = engine;
    this.tables = tables;
    this.prefix = prefix;
  }

  /**
   * @param tables which tables: the first part of the name of their DDL
   */
  static Database open(DataSource dataSource, String tables, String prefix) {
    try (Connection connection = dataSource.getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName();
      return new Database(dataSource, Engine.of(product), tables, prefix);
    } catch (SQLException e) {
      throw new IvrStoreException("the database could not be reached", e);
    }
  }

  static String ddl(Engine engine, String tables, String prefix) {
    String resource = tables + "." + engine.name() + ".sql";
    try (InputStream in = Database.class.getResourceAsStream(resource)) {
      String script = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return script.replace("{prefix}", prefix);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the script is in the same jar as this class
    }
  }

  static String requirePrefix(String prefix) {
    if (!PREFIX.matcher(prefix).matches()) {
      throw new IllegalArgumentException(
          "tablePrefix must be 1 to 30 of a-z, 0-9 and _, beginning with a letter, was '"
              + prefix
              + "'");
    }
    return prefix;
  }

  /** A number means the same in every engine, zone and driver. */
  static long micros(Instant instant) {
    if (instant.isAfter(LATEST)) {
      return micros(LATEST);
    }
    if (instant.isBefore(EARLIEST)) {
      return micros(EARLIEST);
    }
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  void requireDurable() {
    read(
        connection -> {
          engine.requireDurable(connection);
          return this;
        });
  }

  void createTables() {
    write(
        connection -> {
          engine.lockSchema(connection);
          try (Statement statement = connection.createStatement()) {
            // One by one: SQLite's driver takes the first of several and says nothing.
            for (String sql : ddl(engine, tables, prefix).split(";", -1)) {
              statement.execute(sql);
            }
          }
          return this;
        });
  }

  /** Puts the table prefix into a statement. */
  String sql(String template) {
    return template.replace("{prefix}", prefix);
  }

  /** One statement that reads, outside of any transaction of ours. */
  <T> T read(Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw new IvrStoreException("the database could not be read", e);
    }
  }

  /** Work in one transaction; returns when it is durable. */
  <T> T write(Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        engine.beginWrite(connection);
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException | Error e) {
        rollback(connection, e);
        throw e;
      } finally {
        connection.setAutoCommit(autoCommit);
      }
    } catch (SQLException e) {
      throw new IvrStoreException("the database could not be written", e);
    }
  }

  private static void rollback(Connection connection, Throwable reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }
}
