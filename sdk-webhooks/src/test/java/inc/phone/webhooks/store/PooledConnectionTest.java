package inc.phone.webhooks.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import inc.phone.webhooks.spi.OutcomeUnknownException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections of a pool outlive the trouble they were in. */
class PooledConnectionTest {
  @TempDir Path folder;

  @Test
  void writesInATransactionAgainAfterOneThatCouldNotBegin() throws SQLException {
    String url = "jdbc:sqlite:" + folder.resolve("calls.db") + "?transaction_mode=IMMEDIATE";
    try (Connection other = DriverManager.getConnection(url);
        Statement statement = other.createStatement();
        Connection pooled = DriverManager.getConnection(url + "&busy_timeout=1")) {
      statement.execute("CREATE TABLE t (x)");
      Database database = Database.open(poolOf(pooled), "phone_");

      statement.execute("BEGIN IMMEDIATE");
      assertThatThrownBy(() -> database.write(PooledConnectionTest::insert))
          .isInstanceOf(OutcomeUnknownException.class)
          .hasRootCauseMessage("[SQLITE_BUSY] The database file is locked (database is locked)");
      statement.execute("ROLLBACK");

      assertThatThrownBy(() -> database.write(PooledConnectionTest::insertAndFail))
          .isInstanceOf(OutcomeUnknownException.class);
      assertThat(count(statement)).isZero();
      assertThat(database.<Integer>write(PooledConnectionTest::insert)).isEqualTo(1);
      assertThat(count(statement)).isEqualTo(1);
    }
  }

  private static int insert(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      return statement.executeUpdate("INSERT INTO t VALUES (1)");
    }
  }

  private static int insertAndFail(Connection connection) throws SQLException {
    insert(connection);
    throw new SQLException("fails after the insert");
  }

  private static int count(Statement statement) throws SQLException {
    try (var rows = statement.executeQuery("SELECT count(*) FROM t")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  /** A pool of one connection, which it never closes. */
  private static DataSource poolOf(Connection connection) {
    Connection lent =
        (Connection)
            Proxy.newProxyInstance(
                PooledConnectionTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                  try {
                    return method.getName().equals("close")
                        ? null
                        : method.invoke(connection, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    return (DataSource)
        Proxy.newProxyInstance(
            PooledConnectionTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> lent);
  }
}
