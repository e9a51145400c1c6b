package inc.phone.webhooks.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.Set;

/** PostgreSQL with fsync and a synchronous commit, shared by any number of nodes. */
final class PostgresEngine implements Engine {
  /** Serialization failure and deadlock: nothing was written, and trying again helps. */
  private static final Set<String> LOST_RACES = Set.of("40001", "40P01");

  private static final String UNIQUE_VIOLATION = "23505";
  private static final String LIMIT_EXCEEDED = "54000";
  private static final String FAILED_BEFORE = "25P02";

  /** An advisory lock of ours alone: the bytes of "phoneinc". */
  private static final long SCHEMA_LOCK = 0x70686F6E65696E63L;

  @Override
  public String ddlResource() {
    return "postgresql.sql";
  }

  @Override
  public void lockSchema(Connection connection) throws SQLException {
    // IF NOT EXISTS is no protection: two nodes that start together fail on the catalog's indexes.
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_xact_lock(" + SCHEMA_LOCK + ")");
    }
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
              + "; change the settings, or call requireDurable(false)");
    }
  }

  /**
   * Stricter levels answer a lost race with an error instead of a row count. The statement holds
   * for one transaction, so nothing has to be restored.
   */
  @Override
  public String transactionStart(Connection connection) throws SQLException {
    return connection.getTransactionIsolation() == Connection.TRANSACTION_READ_COMMITTED
        ? ""
        : "SET TRANSACTION ISOLATION LEVEL READ COMMITTED";
  }

  @Override
  public boolean isContentRefused(SQLException e) {
    String state = Objects.requireNonNullElse(e.getSQLState(), "");
    return state.startsWith("22")
        || (state.startsWith("23") && !state.equals(UNIQUE_VIOLATION))
        || state.equals(LIMIT_EXCEEDED);
  }

  @Override
  public boolean isLostRace(SQLException e) {
    return e.getSQLState() != null && LOST_RACES.contains(e.getSQLState());
  }

  @Override
  public boolean hasOneWriter() {
    return false;
  }

  @Override
  public String lock() {
    return "FOR UPDATE";
  }

  @Override
  public String lockFree() {
    return "FOR UPDATE SKIP LOCKED";
  }

  /** Also a unique key of the host's, and an error that the host caught but the server did not. */
  @Override
  public boolean isEffectRefused(SQLException e) {
    String state = Objects.requireNonNullElse(e.getSQLState(), "");
    return isContentRefused(e) || state.equals(UNIQUE_VIOLATION) || state.equals(FAILED_BEFORE);
  }

  @Override
  public TableWriter writer() {
    return new UnnestWriter();
  }

  @Override
  public String contains(String column) {
    return "position(? IN " + column + ") > 0";
  }

  private static String setting(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT current_setting('" + name + "')")) {
      rows.next();
      return rows.getString(1);
    }
  }
}
