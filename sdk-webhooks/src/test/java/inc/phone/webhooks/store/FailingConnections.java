package inc.phone.webhooks.store;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Connections of which the n-th call of JDBC fails. */
public final class FailingConnections {
  private FailingConnections() {}

  /**
   * Wraps a data source.
   *
   * @param database where connections come from
   * @param countdown how many calls succeed before
   * @param inARow how many fail then
   * @param afterwards whether they fail after the driver did what it was asked
   * @return the same with faults
   */
  public static DataSource of(
      DataSource database, AtomicInteger countdown, int inARow, boolean afterwards) {
    JdbcProxy.Interceptor interceptor =
        (method, call) -> {
          int left = mayFail(method) ? countdown.getAndDecrement() : 1;
          boolean now = left <= 0 && left > -inARow;
          // A close that never reached the pool would be a leak of the test's, not a fault.
          if (now && !afterwards && !method.getName().equals("close")) {
            throw new SQLException("planted in " + method.getName(), "08006");
          }
          Object answer = call.proceed();
          if (now) {
            throw new SQLException("planted after " + method.getName(), "08006");
          }
          return answer;
        };
    return new Connections(
        () -> JdbcProxy.of(Connection.class, database.getConnection(), interceptor));
  }

  /** Binding and reading values never leaves the process, in any driver. */
  private static boolean mayFail(Method method) {
    boolean bound =
        method.getDeclaringClass() == PreparedStatement.class && method.getName().startsWith("set");
    boolean read =
        method.getDeclaringClass() == ResultSet.class && method.getName().startsWith("get");
    return !bound && !read;
  }
}
