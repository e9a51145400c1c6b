package inc.phone.webhooks.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/**
 * What a database does in its own way. Everything else is portable SQL.
 *
 * <p>An engine that is not known fails at once: SQL that is nearly right loses data.
 */
interface Engine {
  /** The file with the DDL, beside this class. */
  String ddlResource();

  /** Holds off other nodes that make the tables, until the end of the transaction. */
  void lockSchema(Connection connection) throws SQLException;

  /** Refuses a database that would forget what it acknowledged. */
  void requireDurable(Connection connection) throws SQLException;

  /** What a transaction of ours must begin with on connections like this one, or nothing. */
  String transactionStart(Connection connection) throws SQLException;

  /** Whether the database refuses the content, as opposed to being in trouble itself. */
  boolean isContentRefused(SQLException e);

  /** Whether another transaction was in the way: nothing was written, and trying again helps. */
  boolean isLostRace(SQLException e);

  /**
   * Whether one transaction at a time writes, and others poll until it is their turn. They queue up
   * here instead, which is fair and several times as fast.
   */
  boolean hasOneWriter();

  /** What locks the rows of a SELECT until the end of the transaction. */
  String lock();

  /** The same, for those rows alone that nobody else has locked. */
  String lockFree();

  /**
   * Whether the database refuses a transaction for what a host did in it, as opposed to being in
   * trouble itself; nothing of it was written.
   */
  boolean isEffectRefused(SQLException e);

  /** Writes rows the way this database likes best. */
  TableWriter writer();

  /** A condition that a column contains the text of one parameter, with no character special. */
  String contains(String column);

  /** The engine of a product name as JDBC gives it. */
  static Engine of(String productName) {
    return switch (productName.toLowerCase(Locale.ROOT)) {
      case "postgresql" -> new PostgresEngine();
      case "sqlite" -> new SqliteEngine();
      default ->
          throw new IllegalArgumentException(
              "no support for database '" + productName + "'; supported: PostgreSQL, SQLite");
    };
  }
}
