package inc.phone.webhooks.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;

/** Stands between the store and a driver, and sees every call of JDBC. */
public final class JdbcProxy {
  /** The rest of a call. */
  @FunctionalInterface
  public interface Call {
    /**
     * Goes on to the driver.
     *
     * @return what the driver answers
     * @throws Throwable what the driver throws
     */
    Object proceed() throws Throwable;
  }

  /** What happens to a call. */
  @FunctionalInterface
  public interface Interceptor {
    /**
     * Sees one call.
     *
     * @param method of which interface and name
     * @param call the rest of it
     * @return what the store gets
     * @throws Throwable what the store gets instead
     */
    Object on(Method method, Call call) throws Throwable;
  }

  private static final List<Class<?>> WRAPPED =
      List.of(PreparedStatement.class, Statement.class, ResultSet.class, Connection.class);

  private JdbcProxy() {}

  /**
   * Wraps an object and whatever statements and result sets come out of it.
   *
   * @param type its interface
   * @param target the driver's object
   * @param interceptor sees every call but those of Object
   * @param <T> the interface
   * @return the same with an interceptor before it
   */
  public static <T> T of(Class<T> type, T target, Interceptor interceptor) {
    Object proxy =
        Proxy.newProxyInstance(
            JdbcProxy.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) ->
                method.getDeclaringClass() == Object.class
                    ? invoke(target, method, arguments)
                    : wrap(
                        method,
                        interceptor.on(method, () -> invoke(target, method, arguments)),
                        interceptor));
    return type.cast(proxy);
  }

  private static Object wrap(Method method, Object answer, Interceptor interceptor) {
    for (Class<?> type : WRAPPED) {
      if (method.getReturnType() == type && answer != null) {
        return cast(type, answer, interceptor);
      }
    }
    return answer;
  }

  @SuppressWarnings("unchecked")
  private static <T> Object cast(Class<T> type, Object answer, Interceptor interceptor) {
    return of(type, (T) answer, interceptor);
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
