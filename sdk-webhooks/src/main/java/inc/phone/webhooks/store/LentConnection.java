package inc.phone.webhooks.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection in somebody else's hands for a while: what would end its transaction, or be felt by
 * whoever gets it next from its pool, fails.
 */
final class LentConnection {
  private static final Set<String> REFUSED = Set.of("commit", "close", "abort");

  private final Connection real;
  private volatile boolean over;

  LentConnection(Connection real) {
    this.real = real;
  }

  Connection connection() {
    return (Connection)
        Proxy.newProxyInstance(
            LentConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (self, method, arguments) -> call(method, arguments));
  }

  /** From now on every use fails. */
  void takeBack() {
    over = true;
  }

  private @Nullable Object call(Method method, Object @Nullable [] arguments) throws Throwable {
    if (over && method.getDeclaringClass() != Object.class) {
      throw new SQLException("the transaction of this delivery is over");
    }
    if (isRefused(method)) {
      throw new SQLException(
          method.getName() + " is not for listeners: the SDK ends the transaction of a delivery");
    }
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static boolean isRefused(Method method) {
    String name = method.getName();
    return REFUSED.contains(name)
        || (name.equals("rollback") && method.getParameterCount() == 0)
        || (name.startsWith("set") && !name.equals("setSavepoint"));
  }
}
