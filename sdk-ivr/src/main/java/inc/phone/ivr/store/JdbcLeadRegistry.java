package inc.phone.ivr.store;

import inc.phone.ivr.routing.Lead;
import inc.phone.ivr.routing.LeadRegistry;
import inc.phone.number.E164;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Leads in a database of the host's, over JDBC: SQLite or PostgreSQL.
 *
 * <p>One row per campaign and number: the primary key decides who creates it, on any number of
 * nodes. Each method is one transaction and throws {@link IvrStoreException} if the database is in
 * trouble. Needs nothing but a {@link DataSource}; for SQLite see {@link JdbcIvrConfigStore}.
 * Thread-safe.
 *
 * @since 0.1.0
 */
public final class JdbcLeadRegistry implements LeadRegistry {
  private static final String TABLES = "lead";

  /** Nothing changes for a call that is there already, or that began before the one that is. */
  private static final String NOTE =
      """
      INSERT INTO {prefix}lead
        (campaign_id, number, name, status, created_at, last_call_id, last_call_began_at)
      VALUES (?, ?, ?, 'calling', ?, ?, ?)
      ON CONFLICT (campaign_id, number) DO UPDATE SET
        status = 'calling',
        last_call_id = excluded.last_call_id,
        last_call_began_at = excluded.last_call_began_at
      WHERE excluded.last_call_id <> {prefix}lead.last_call_id
        AND (excluded.last_call_began_at > {prefix}lead.last_call_began_at
          OR (excluded.last_call_began_at = {prefix}lead.last_call_began_at
            AND excluded.last_call_id > {prefix}lead.last_call_id))""";

  private static final String FIND =
      """
      SELECT status, last_call_id, last_call_at FROM {prefix}lead
      WHERE campaign_id = ? AND number = ?""";

  private static final String COMPLETE =
      """
      UPDATE {prefix}lead SET status = 'completed', last_call_at = ?
      WHERE last_call_id = ? AND status = 'calling'""";

  private static final String FORGET = "DELETE FROM {prefix}lead WHERE number = ?";

  private final Database database;

  private JdbcLeadRegistry(Database database) {
    this.database = database;
  }

  /**
   * Opens a registry with the table prefix {@code phone_}, and makes its table if it is missing.
   *
   * @param dataSource the database; not closed by the registry
   * @return the registry
   * @throws IllegalArgumentException if the engine is not supported, or is set up so that it could
   *     lose data
   * @throws IvrStoreException if the database cannot be reached
   */
  public static JdbcLeadRegistry create(DataSource dataSource) {
    return create(dataSource, "phone_");
  }

  /**
   * Opens a registry, and makes its table if it is missing.
   *
   * @param dataSource the database; not closed by the registry
   * @param tablePrefix 1 to 30 of a-z, 0-9 and _, beginning with a letter
   * @return the registry
   * @throws IllegalArgumentException if the prefix is anything else, the engine is not supported,
   *     or is set up so that it could lose data
   * @throws IvrStoreException if the database cannot be reached
   */
  public static JdbcLeadRegistry create(DataSource dataSource, String tablePrefix) {
    Objects.requireNonNull(dataSource, "dataSource");
    Database database = Database.open(dataSource, TABLES, Database.requirePrefix(tablePrefix));
    database.requireDurable();
    database.createTables();
    return new JdbcLeadRegistry(database);
  }

  /**
   * The DDL of an engine, for hosts that run their own migrations.
   *
   * @param productName the database as JDBC names it, e.g. {@code PostgreSQL}
   * @param tablePrefix the prefix of every table
   * @return SQL statements, each safe to run again
   * @throws IllegalArgumentException if the engine is not supported or the prefix not allowed
   */
  public static String ddl(String productName, String tablePrefix) {
    return Database.ddl(Engine.of(productName), TABLES, Database.requirePrefix(tablePrefix));
  }

  @Override
  public Lead calling(String campaignId, E164 number, String callId, Instant at) {
    return database.write(
        connection -> {
          note(connection, campaignId, number, callId, Database.micros(at));
          return find(connection, campaignId, number);
        });
  }

  private void note(
      Connection connection, String campaignId, E164 number, String callId, long micros)
      throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(database.sql(NOTE))) {
      insert.setString(1, campaignId);
      insert.setString(2, number.toString());
      insert.setString(3, "Inbound Caller " + number);
      insert.setLong(4, micros);
      insert.setString(5, callId);
      insert.setLong(6, micros);
      insert.executeUpdate();
    }
  }

  private Lead find(Connection connection, String campaignId, E164 number) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(database.sql(FIND))) {
      select.setString(1, campaignId);
      select.setString(2, number.toString());
      try (ResultSet rows = select.executeQuery()) {
        rows.next();
        Lead.Status status = Lead.Status.valueOf(rows.getString(1).toUpperCase(Locale.ROOT));
        String lastCallId = rows.getString(2);
        long lastCallAt = rows.getLong(3);
        return new Lead(
            campaignId,
            number,
            status,
            lastCallId,
            rows.wasNull() ? null : Database.instant(lastCallAt));
      }
    }
  }

  @Override
  public boolean hungUp(String callId, Instant at) {
    return database.write(
        connection -> {
          try (PreparedStatement update = connection.prepareStatement(database.sql(COMPLETE))) {
            update.setLong(1, Database.micros(at));
            update.setString(2, callId);
            return update.executeUpdate() > 0;
          }
        });
  }

  /**
   * Forgets a caller: deletes the leads of a number in all campaigns. A later call makes new ones.
   *
   * @param number who called
   * @return how many leads there were
   * @throws IvrStoreException if the database is in trouble
   */
  public int forget(E164 number) {
    return database.write(
        connection -> {
          try (PreparedStatement delete = connection.prepareStatement(database.sql(FORGET))) {
            delete.setString(1, number.toString());
            return delete.executeUpdate();
          }
        });
  }
}
