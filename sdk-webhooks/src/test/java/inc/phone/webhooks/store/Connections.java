package inc.phone.webhooks.store;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A data source that only gives out connections, from wherever a test wants them. */
public final class Connections implements DataSource {
  /** Opens connections. */
  @FunctionalInterface
  public interface Opener {
    /**
     * Opens one.
     *
     * @return a connection
     * @throws SQLException if there is none
     */
    Connection open() throws SQLException;
  }

  private final Opener opener;

  /**
   * Makes a data source.
   *
   * @param opener where connections come from
   */
  public Connections(Opener opener) {
    this.opener = opener;
  }

  static Connections to(String url) {
    return new Connections(() -> open(url));
  }

  /**
   * Opens a connection.
   *
   * @param url where
   * @return the connection
   * @throws SQLException if there is none
   */
  public static Connection open(String url) throws SQLException {
    return DriverManager.getConnection(url);
  }

  @Override
  public Connection getConnection() throws SQLException {
    return opener.open();
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) {}

  @Override
  public void setLoginTimeout(int seconds) {}

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }
}
