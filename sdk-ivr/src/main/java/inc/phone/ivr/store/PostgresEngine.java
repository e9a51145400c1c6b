package inc.phone.ivr.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** PostgreSQL, with fsync and synchronous commits: what it acknowledged survives a crash. */
final class PostgresEngine implements Engine {
  @Override
  public String ddlResource() {
    return "postgresql.sql";
  }

  @Override
  public void requireDurable(Connection connection) throws SQLException {
    String fsync = setting(connection, "fsync");
    String commit = setting(connection, "synchronous_commit");
    if (fsync.equals("off") || commit.equals("off")) {
      throw new IllegalArgumentException(
          "PostgreSQL must run with fsync=on and synchronous_commit=local or more, has fsync="
              + fsync
              + " and synchronous_commit="
              + commit
              + "; set both on the server, or call requireDurable(false)");
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
