package inc.phone.webhooks.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** Has every statement but INSERTs explained with the values that it runs with. */
final class Explaining {
  private static final Pattern EXPLAINED = Pattern.compile("\\s*(SELECT|UPDATE|DELETE)\\b");
  private static final Set<String> RUN = Set.of("executeQuery", "executeUpdate", "addBatch");

  private final Connection real;
  private final String explain;
  private final List<String> plans;

  private Explaining(Connection real, String explain, List<String> plans) {
    this.real = real;
    this.explain = explain;
    this.plans = plans;
  }

  static DataSource of(DataSource database, String explain, List<String> plans) {
    return new Connections(
        () -> new Explaining(database.getConnection(), explain, plans).connection());
  }

  private Connection connection() {
    return (Connection)
        Proxy.newProxyInstance(
            Explaining.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (self, method, arguments) -> {
              if (method.getName().equals("prepareStatement")
                  && EXPLAINED.matcher((String) arguments[0]).lookingAt()) {
                return statement(
                    real.prepareStatement((String) arguments[0]),
                    real.prepareStatement(explain + arguments[0]));
              }
              return invoke(() -> method.invoke(real, arguments));
            });
  }

  /** Binds everything twice: to the statement and to its explanation. */
  private PreparedStatement statement(PreparedStatement plain, PreparedStatement explained) {
    return (PreparedStatement)
        Proxy.newProxyInstance(
            Explaining.class.getClassLoader(),
            new Class<?>[] {PreparedStatement.class},
            (self, method, arguments) -> {
              if (method.getName().startsWith("set")) {
                method.invoke(explained, arguments);
              } else if (RUN.contains(method.getName())) {
                plans.add(plan(explained));
              } else if (method.getName().equals("close")) {
                explained.close();
              }
              return invoke(() -> method.invoke(plain, arguments));
            });
  }

  private static String plan(PreparedStatement explained) throws SQLException {
    StringBuilder text = new StringBuilder();
    try (ResultSet rows = explained.executeQuery()) {
      while (rows.next()) {
        text.append(rows.getString(rows.getMetaData().getColumnCount())).append('\n');
      }
    }
    return text.toString();
  }

  /** A call by reflection. */
  @FunctionalInterface
  private interface Reflected {
    Object call() throws ReflectiveOperationException;
  }

  private static Object invoke(Reflected reflected) throws Throwable {
    try {
      return reflected.call();
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
