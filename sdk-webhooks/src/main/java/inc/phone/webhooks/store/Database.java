package inc.phone.webhooks.store;

import inc.phone.webhooks.spi.OutcomeUnknownException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Connections, transactions and table names.
 *
 * <p>A guest in the host's pool: every connection goes back as it came, rolled back if something
 * failed. Any trouble is {@link OutcomeUnknownException}, also after a commit that failed, because
 * nobody can know then.
 */
final class Database {
  /** Work on a connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** A check on a connection. */
  @FunctionalInterface
  interface Check {
    void on(Connection connection) throws SQLException;
  }

  private final DataSource dataSource;
  private final Engine engine;
  private final String prefix;

  Database(DataSource dataSource, Engine engine, String prefix) {
    this.dataSource = dataSource;
    this.engine = engine;
    this.prefix = prefix;
  }

  static String productName(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      return connection.getMetaData().getDatabaseProductName();
    } catch (SQLException e) {
      throw new OutcomeUnknownException("the database could not be reached", e);
    }
  }

  Engine engine() {
    return engine;
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
      throw new OutcomeUnknownException("the database could not be read", e);
    }
  }

  /** A check that reads and gives nothing back. */
  void run(Check check) {
    read(
        connection -> {
          check.on(connection);
          return this;
        });
  }

  /** Work in one transaction; returns when it is durable. */
  <T> T write(Work<T> work) {
    try {
      return transaction(work);
    } catch (SQLException e) {
      throw new OutcomeUnknownException("the database could not be written", e);
    }
  }

  /** The same, for callers that tell errors apart. */
  <T> T transaction(Work<T> work) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      connection.setAutoCommit(false);
      try {
        T result = work.on(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException | Error e) {
        rollback(connection, e);
        throw e;
      } finally {
        connection.setAutoCommit(autoCommit);
      }
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
