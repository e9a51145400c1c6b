package inc.phone.examples.shop.pages.audit;

import inc.phone.examples.shop.pages.access.Session;
import io.javalin.http.Context;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Changes that somebody made on the pages, in a table of the shop's, for a year. Times are
 * microseconds since 1970. Thread-safe; trouble with the database is an {@link
 * IllegalStateException}.
 */
public final class AuditLog {
  private static final String TABLE =
      """
      CREATE TABLE IF NOT EXISTS shop_audit (
        id VARCHAR(36) PRIMARY KEY,
        at BIGINT NOT NULL,
        who VARCHAR(40) NOT NULL,
        action VARCHAR(60) NOT NULL,
        subject TEXT NOT NULL)
      """;
  private static final String INDEX = "CREATE INDEX IF NOT EXISTS shop_audit_at ON shop_audit (at)";
  private static final String INSERT =
      "INSERT INTO shop_audit (id, at, who, action, subject) VALUES (?, ?, ?, ?, ?)";
  private static final String FORGET = "DELETE FROM shop_audit WHERE at < ?";
  private static final Duration KEPT = Duration.ofDays(365);
  private static final String NEWEST =
      "SELECT at, who, action, subject FROM shop_audit ORDER BY at DESC, id LIMIT ?";

  private final DataSource database;
  private final Clock clock;

  private AuditLog(DataSource database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Makes the table if it is not there. */
  public static AuditLog create(DataSource database, Clock clock) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
      statement.execute(INDEX);
    } catch (SQLException e) {
      throw trouble(e);
    }
    return new AuditLog(database, clock);
  }

  /**
   * Notes a change that was made.
   *
   * @param action what was done, the key of a text under {@code audit.}
   * @param subject to what; never a secret or a phone number
   */
  public void note(Context ctx, String action, String subject) {
    String who = Session.of(ctx).map(Session::name).orElse("–");
    Instant now = clock.instant();
    try (Connection connection = database.getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT);
        PreparedStatement forget = connection.prepareStatement(FORGET)) {
      insert.setString(1, UUID.randomUUID().toString());
      insert.setLong(2, micros(now));
      insert.setString(3, who);
      insert.setString(4, action);
      insert.setString(5, subject);
      insert.executeUpdate();
      forget.setLong(1, micros(now.minus(KEPT)));
      forget.executeUpdate();
    } catch (SQLException e) {
      throw trouble(e);
    }
  }

  /** The newest first. */
  public List<AuditEntry> newest(int limit) {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(NEWEST)) {
      select.setInt(1, limit);
      List<AuditEntry> entries = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          entries.add(
              new AuditEntry(
                  Instant.EPOCH.plus(rows.getLong(1), ChronoUnit.MICROS),
                  rows.getString(2),
                  rows.getString(3),
                  rows.getString(4)));
        }
      }
      return entries;
    } catch (SQLException e) {
      throw trouble(e);
    }
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static IllegalStateException trouble(SQLException e) {
    return new IllegalStateException("the audit log is in trouble", e);
  }
}
