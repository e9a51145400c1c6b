package inc.phone.ivr.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
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

  private final DataSource dataSource;
  private final Engine engine;
  private final String prefix;

  private Database(DataSource dataSource, Engine engine, String prefix) {
    this.dataSource = dataSource;
    this.engine = engine;
    this.prefix = prefix;
  }

  static Database open(DataSource dataSource, String prefix) {
    try (Connection connection = dataSource.getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName();
      return new Database(dataSource, Engine.of(product), prefix);
    } catch (SQLException e) {
      throw new IvrStoreException("the database could not be reached", e);
    }
  }

  static String ddl(Engine engine, String prefix) {
    try (InputStream in = Database.class.getResourceAsStream(engine.ddlResource())) {
      String script = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return script.replace("{prefix}", prefix);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the script is in the same jar as this class
    }
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
            statement.execute(ddl(engine, prefix));
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
