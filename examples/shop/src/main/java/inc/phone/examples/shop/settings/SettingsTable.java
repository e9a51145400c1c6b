package inc.phone.examples.shop.settings;

import inc.phone.webhooks.spi.OutcomeUnknownException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one tenant: a text for each field. The SQL is the same for SQLite and PostgreSQL.
 * Thread-safe. Every method throws {@link OutcomeUnknownException} if the database is in trouble.
 */
final class SettingsTable {
  private static final String CREATE =
      """
      CREATE TABLE IF NOT EXISTS shop_setting (
        tenant TEXT NOT NULL,
        field TEXT NOT NULL,
        value TEXT NOT NULL,
        updated_at BIGINT NOT NULL,
        PRIMARY KEY (tenant, field))""";
  private static final String READ =
      "SELECT field, value, updated_at FROM shop_setting WHERE tenant = ?";
  private static final String INSERT =
      """
      INSERT INTO shop_setting (tenant, field, value, updated_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (tenant, field) DO""";
  private static final String WRITE =
      INSERT + " UPDATE SET value = excluded.value, updated_at = excluded.updated_at";
  private static final String ADD = INSERT + " NOTHING";
  private static final String REPLACE =
      """
      UPDATE shop_setting SET value = ?, updated_at = ?
      WHERE tenant = ? AND field = ? AND value = ?""";
  private static final String CLEAR = "DELETE FROM shop_setting WHERE tenant = ?";

  private final DataSource database;
  private final String tenant;

  private SettingsTable(DataSource database, String tenant) {
    this.database = database;
    this.tenant = tenant;
  }

  /** Makes the table if it is missing. */
  static SettingsTable open(DataSource database, String tenant) {
    SettingsTable table = new SettingsTable(database, tenant);
    try {
      table.create();
    } catch (OutcomeUnknownException e) {
      table.create(); // PostgreSQL lets one of two nodes fail that do this at the same moment
    }
    return table;
  }

  private void create() {
    within(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute(CREATE);
          }
        });
  }

  /** All rows by field. */
  Map<String, Row> read() {
    return within(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setString(1, tenant);
            Map<String, Row> found = new TreeMap<>();
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                Instant at = Instant.EPOCH.plus(rows.getLong(3), ChronoUnit.MICROS);
                found.put(rows.getString(1), new Row(rows.getString(2), at));
              }
            }
            return found;
          }
        });
  }

  /** Writes several fields, all or none. */
  void write(Map<String, String> values, Instant at) {
    within(
        connection -> {
          connection.setAutoCommit(false);
          try (PreparedStatement write = connection.prepareStatement(WRITE)) {
            for (Map.Entry<String, String> value : values.entrySet()) {
              bindRow(write, value.getKey(), value.getValue(), at);
              write.executeUpdate();
            }
            connection.commit();
            return values;
          } catch (SQLException e) {
            connection.rollback();
            throw e;
          } finally {
            connection.setAutoCommit(true);
          }
        });
  }

  /**
   * Writes one field if it still is as it was.
   *
   * @param before what it was, or null if there was none
   * @return false if somebody else was faster; nothing is written then
   */
  boolean replace(String field, @Nullable String before, String after, Instant at) {
    return within(
        connection -> {
          try (PreparedStatement write =
              connection.prepareStatement(before == null ? ADD : REPLACE)) {
            if (before == null) {
              bindRow(write, field, after, at);
            } else {
              write.setString(1, after);
              write.setLong(2, micros(at));
              write.setString(3, tenant);
              write.setString(4, field);
              write.setString(5, before);
            }
            return write.executeUpdate() == 1;
          }
        });
  }

  /** Deletes all rows. */
  void clear() {
    within(
        connection -> {
          try (PreparedStatement delete = connection.prepareStatement(CLEAR)) {
            delete.setString(1, tenant);
            return delete.executeUpdate();
          }
        });
  }

  private void bindRow(PreparedStatement statement, String field, String value, Instant at)
      throws SQLException {
    statement.setString(1, tenant);
    statement.setString(2, field);
    statement.setString(3, value);
    statement.setLong(4, micros(at));
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  private <T> T within(Work<T> work) {
    try (Connection connection = database.getConnection()) {
      return work.on(connection);
    } catch (SQLException e) {
      throw new OutcomeUnknownException("the settings could not be read or written", e);
    }
  }

  /**
   * What is stored for a field.
   *
   * @param value the text
   * @param updatedAt when it was saved
   */
  record Row(String value, Instant updatedAt) {}

  private interface Work<T> {
    T on(Connection connection) throws SQLException;
  }
}
