package inc.phone.ivr.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** PostgreSQL, with fsync and synchronous commits: what it acknowledged survives a crash. */
final class PostgresEngine implements Engine {
  /** An advisory lock of ours alone: the bytes of "phoneivr". */
  private static final long SCHEMA_LOCK = 0x70686F6E65697672L;

  @Override
  public String name() {
    return "postgresql";
  }

  @Override
  public void requireDurable(Connection connection) throws SQLException {
    String fsync = setting(connection, "fsync");
    String commit = setting(connection, "synchronous_commit");
    if (!fsync.equals("on") || commit.equals("off")) {
      throw new IllegalArgumentException(
          "PostgreSQL must run with fsync=on and synchronous_commit other than off, has fsync="
              + fsync
              + " and synchronous_commit="
              + commit
              + "; set both on the server, or call requireDurable(false)");
    }
  }

  @Override
  public void lockSchema(Connection connection) throws SQLException {
    // IF NOT EXISTS is no protection: two nodes that start together fail on the catalog's indexes.
    execute(connection, "SELECT pg_advisory_xact_lock(" + SCHEMA_LOCK + ")");
  }

  @Override
  public void beginWrite(Connection connection) throws SQLException {
    // Stricter levels answer a lost race with an error. This holds for one transaction only.
    if (connection.getTransactionIsolation() != Connection.TRANSACTION_READ_COMMITTED) {
      execute(connection, "SET TRANSACTION ISOLATION LEVEL READ COMMITTED");
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String setting(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SHOW " + name)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
