package inc.phone.webhooks.store;

import inc.phone.webhooks.spi.OutcomeUnknownException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * Connections, transactions and table names.
 *
 * <p>A guest in the host's pool: every connection goes back as it came, rolled back if something
 * failed, and not at all if even that failed. Any trouble is {@link OutcomeUnknownException}, also
 * after a commit that failed, because nobody can know then.
 *
 * <p>Nothing of ours begins a transaction inside another one; an effect of a host's could. It would
 * wait for the one writer, which is itself, and elsewhere hold two connections, so it is refused.
 */
final class Database {
  /** Work on a connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException;
  }

  /** A transaction, when it is its turn. */
  @FunctionalInterface
  private interface Turn<T> {
    T take() throws SQLException;
  }

  /** A check on a connection. */
  @FunctionalInterface
  interface Check {
    void on(Connection connection) throws SQLException;
  }

  /** How often a transaction that lost a race is run; more would be no bad luck. */
  private static final int MAX_ATTEMPTS = 10;

  private final DataSource dataSource;
  private final Engine engine;
  private final String transactionStart;
  private final String prefix;

  /** Held for one transaction, from before its connection is taken; fair, so nobody waits long. */
  private final ReentrantLock writing = new ReentrantLock(true);

  /** Threads in a transaction, or waiting for their turn. */
  private final Set<Thread> busy = ConcurrentHashMap.newKeySet();

  private Database(DataSource dataSource, Engine engine, String transactionStart, String prefix) {
    this.dataSource = dataSource;
    this.engine = engine;
    this.transactionStart = transactionStart;
    this.prefix = prefix;
  }

  /** Finds out what database it is, and how the host's pool gives out its connections. */
  static Database open(DataSource dataSource, String prefix) {
    try (Connection connection = dataSource.getConnection()) {
      Engine engine = Engine.of(connection.getMetaData().getDatabaseProductName());
      return new Database(dataSource, engine, engine.transactionStart(connection), prefix);
    } catch (SQLException e) {
      throw new OutcomeUnknownException("the database could not be reached", e);
    }
  }

  Engine engine() {
    return engine;
  }

  /** Puts the table prefix into a statement. */
  String sql(String template) {
    return template.replace("{prefix}", prefix);
  }

  /** One statement that reads, outside of any transaction of ours. */
  <T> T read(Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      try {
        return work.on(connection);
      } finally {
        if (!connection.getAutoCommit()) {
          connection.rollback(); // the pool opens transactions by itself; this one is over
        }
      }
    } catch (SQLException e) {
      throw new OutcomeUnknownException("the database could not be read", e);
    }
  }

  /** The rows of one SELECT. */
  <T> List<T> select(String sql, Conditions.Binder binder, RowReader<T> reader) {
    return read(
        connection -> {
          List<T> found = new ArrayList<>();
          try (PreparedStatement statement = connection.prepareStatement(sql(sql))) {
            binder.bind(new Row(statement));
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                found.add(reader.read(rows));
              }
            }
          }
          return found;
        });
  }

  /** A check that reads and gives nothing back. */
  void run(Check check) {
    read(
        connection -> {
          check.on(connection);
          return this;
        });
  }

  /** Work in one transaction; returns when it is durable. */
  <T> T write(Work<T> work) {
    try {
      return transaction(work);
    } catch (SQLException e) {
      throw new OutcomeUnknownException("the database could not be written", e);
    }
  }

  /** The same, for callers that tell errors apart. The work runs again if it lost a race. */
  <T> T transaction(Work<T> work) throws SQLException {
    return inLine(() -> untilNoRaceIsLost(work));
  }

  /** The same for work that must not run twice: who lost a race is told. */
  <T> T once(Work<T> work) throws SQLException {
    return inLine(() -> attempt(work));
  }

  private <T> T inLine(Turn<T> turn) throws SQLException {
    Thread self = Thread.currentThread();
    if (!busy.add(self)) {
      throw new IllegalStateException(
          "a write to the store from inside an effect, whose transaction it would wait for: write"
              + " through the effect's connection, or call the store and the receiver when the"
              + " effect is over, from another thread");
    }
    try {
      return engine.hasOneWriter() ? alone(turn) : turn.take();
    } finally {
      busy.remove(self);
    }
  }

  private <T> T alone(Turn<T> turn) throws SQLException {
    writing.lock();
    try {
      return turn.take();
    } finally {
      writing.unlock();
    }
  }

  private <T> T untilNoRaceIsLost(Work<T> work) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        return attempt(work);
      } catch (SQLException e) {
        if (attempt == MAX_ATTEMPTS || !engine.isLostRace(e)) {
          throw e;
        }
      }
    }
  }

  private <T> T attempt(Work<T> work) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      boolean autoCommit = connection.getAutoCommit();
      begin(connection, autoCommit);
      T result;
      try {
        start(connection);
        result = work.on(connection);
        connection.commit();
      } catch (SQLException | RuntimeException | Error e) {
        undo(connection, autoCommit, e);
        throw e;
      }
      connection.setAutoCommit(autoCommit);
      return result;
    }
  }

  /**
   * Turns auto-commit off. SQLite's driver notes that even if the transaction could not begin, and
   * whoever got this connection next from a pool would write without one: so it is turned on again.
   */
  private static void begin(Connection connection, boolean autoCommit) throws SQLException {
    try {
      connection.setAutoCommit(false);
    } catch (SQLException e) {
      try {
        connection.setAutoCommit(autoCommit);
      } catch (SQLException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
  }

  private void start(Connection connection) throws SQLException {
    if (!transactionStart.isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(transactionStart);
      }
    }
  }

  private static void undo(Connection connection, boolean autoCommit, Throwable reason) {
    try {
      connection.rollback();
      connection.setAutoCommit(autoCommit);
    } catch (SQLException e) {
      reason.addSuppressed(e);
      abandon(connection, reason);
    }
  }

  /** Turning autocommit on would commit what could not be rolled back, so the connection goes. */
  private static void abandon(Connection connection, Throwable reason) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }
}
