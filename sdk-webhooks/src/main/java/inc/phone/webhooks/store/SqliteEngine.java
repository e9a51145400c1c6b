package inc.phone.webhooks.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** SQLite, in WAL mode with synchronous=FULL: what it acknowledged survives a crash. */
final class SqliteEngine implements Engine {
  private static final int SYNCHRONOUS_FULL = 2;

  /**
   * SQLITE_TOOBIG, SQLITE_CONSTRAINT and SQLITE_MISMATCH: about the row, not about the database.
   */
  private static final Set<Integer> CONTENT_CODES = Set.of(18, 19, 20);

  @Override
  public String ddlResource() {
    return "sqlite.sql";
  }

  @Override
  public void lockSchema(Connection connection) {
    // There is one writer at a time anyway.
  }

  @Override
  public void requireDurable(Connection connection) throws SQLException {
    String journal = pragma(connection, "journal_mode");
    int synchronous = Integer.parseInt(pragma(connection, "synchronous"));
    if (!journal.equalsIgnoreCase("wal") || synchronous < SYNCHRONOUS_FULL) {
      throw new IllegalArgumentException(
          "SQLite must run with journal_mode=WAL and synchronous=FULL, has journal_mode="
              + journal
              + " and synchronous="
              + synchronous
              + "; set both on the data source, or call requireDurable(false)");
    }
  }

  @Override
  public String transactionStart(Connection connection) {
    return "";
  }

  @Override
  public boolean isContentRefused(SQLException e) {
    return CONTENT_CODES.contains(e.getErrorCode() & 0xFF); // SQLState is null in this driver
  }

  @Override
  public boolean isLostRace(SQLException e) {
    return false; // writers wait in line; busy_timeout says how long for those of other processes
  }

  @Override
  public boolean hasOneWriter() {
    return true;
  }

  @Override
  public String lock() {
    return ""; // who writes has locked everything
  }

  @Override
  public String lockFree() {
    return "";
  }

  @Override
  public boolean isEffectRefused(SQLException e) {
    return isContentRefused(e);
  }

  @Override
  public TableWriter writer() {
    return new BatchWriter();
  }

  @Override
  public String contains(String column) {
    return "instr(" + column + ", ?) > 0";
  }

  private static String pragma(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA " + name)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
