package inc.phone.webhooks.store;

import inc.phone.webhooks.spi.Completion;
import inc.phone.webhooks.spi.OutcomeUnknownException;
import inc.phone.webhooks.spi.TransactionalDeliveryStore.Effect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Completes a delivery in one transaction with an effect of the host's. */
final class TransactionalDeliveries {
  /** Ends a transaction that must not be: the effect failed, or else the lease is lost. */
  private static final class NotToBe extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient @Nullable Exception failure;

    NotToBe(@Nullable Exception failure) {
      super(null, null, true, false);
      this.failure = failure;
    }
  }

  /** Of the standard, and PostgreSQL's for a server that shuts down or ends a connection. */
  private static final Pattern CONNECTION_LOST = Pattern.compile("08...|57P0.");

  private final Database database;
  private final JdbcDeliveries deliveries;

  TransactionalDeliveries(Database database, JdbcDeliveries deliveries) {
    this.database = database;
    this.deliveries = deliveries;
  }

  boolean complete(Completion completion, Effect effect) throws Exception {
    try {
      return database.<Boolean>once(connection -> complete(connection, completion, effect));
    } catch (NotToBe e) {
      if (e.failure == null) {
        return false;
      }
      for (Throwable trouble : e.getSuppressed()) {
        e.failure.addSuppressed(trouble);
      }
      if (e.getSuppressed().length > 0 && isConnectionLost(e.failure)) {
        throw new OutcomeUnknownException("the database went away during an effect", e.failure);
      }
      throw e.failure;
    } catch (SQLException e) {
      if (database.engine().isEffectRefused(e)) {
        throw e;
      }
      throw new OutcomeUnknownException("a delivery could not be completed", e);
    }
  }

  /** It says so, and there was nothing to roll back with: another connection was not meant. */
  private static boolean isConnectionLost(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && CONNECTION_LOST.matcher(state(sql)).matches()) {
        return true;
      }
    }
    return false;
  }

  private static String state(SQLException e) {
    return Objects.requireNonNullElse(e.getSQLState(), "");
  }

  private boolean complete(Connection connection, Completion completion, Effect effect)
      throws SQLException {
    LentConnection lent = new LentConnection(connection);
    try {
      effect.on(lent.connection());
    } catch (Exception e) {
      throw new NotToBe(e);
    } finally {
      lent.takeBack();
    }
    if (!deliveries.complete(connection, List.of(completion)).get(0)) {
      throw new NotToBe(null);
    }
    return true;
  }
}
