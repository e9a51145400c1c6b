package inc.phone.webhooks;

import java.sql.SQLException;

/**
 * What may be logged of an exception that is not ours.
 *
 * <p>Databases and hosts put rows, statements and numbers into their messages, so only the types
 * and SQL states are shown; whoever needs the rest turns on DEBUG.
 */
final class Failure {
  private static final int MAX_CAUSES = 8;

  private Failure() {}

  static String of(Throwable thrown) {
    StringBuilder text = new StringBuilder();
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      text.append(text.isEmpty() ? "" : " < ").append(cause.getClass().getName());
      if (cause instanceof SQLException sql) {
        text.append('[')
            .append(sql.getSQLState())
            .append('/')
            .append(sql.getErrorCode())
            .append(']');
      }
      cause = cause.getCause();
    }
    return text.toString();
  }
}
