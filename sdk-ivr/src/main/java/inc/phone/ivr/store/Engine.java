package inc.phone.ivr.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/**
 * What a database does in its own way. Everything else is portable SQL.
 *
 * <p>An engine that is not known fails at once: SQL that is nearly right loses data.
 */
interface Engine {
  /** Part of the names of the files with the DDL, beside this class. */
  String name();

  /** Refuses a database that would forget what it acknowledged. */
  void requireDurable(Connection connection) throws SQLException;

  /** Keeps other nodes from making the same tables at the same time, until the commit. */
  void lockSchema(Connection connection) throws SQLException;

  /** Makes sure that a lost race is a row count and not an error, until the commit. */
  void beginWrite(Connection connection) throws SQLException;

  /** The engine of a product name as JDBC gives it. */
  static Engine of(String productName) {
    return switch (productName.toLowerCase(Locale.ROOT)) {
      case "sqlite" -> new SqliteEngine();
      case "postgresql" -> new PostgresEngine();
      default ->
          throw new IllegalArgumentException(
              "no support for database '" + productName + "'; supported: SQLite, PostgreSQL");
    };
  }
}
