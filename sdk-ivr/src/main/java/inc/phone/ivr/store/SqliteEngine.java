package inc.phone.ivr.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** SQLite, in WAL mode with synchronous=FULL: what it acknowledged survives a crash. */
final class SqliteEngine implements Engine {
  private static final int SYNCHRONOUS_FULL = 2;

  @Override
  public String name() {
    return "sqlite";
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
  public void lockSchema(Connection connection) {
    // the whole database has one writer at a time
  }

  @Override
  public void beginWrite(Connection connection) {
    // the whole database has one writer at a time
  }

  private static String pragma(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA " + name)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
