package inc.phone.ivr.store;

import inc.phone.ivr.IvrConfig;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Configurations in a database of the host's, over JDBC: SQLite or PostgreSQL.
 *
 * <p>One row per revision. Two savers of the same revision meet at the primary key, so that one of
 * them loses in every engine. The clock of the program rules, not that of the database. Each method
 * takes a connection and gives it back as it came. Needs nothing but a {@link DataSource}; SQLite
 * should be configured with {@code journal_mode=WAL}, {@code synchronous=FULL} and {@code
 * transaction_mode=IMMEDIATE}. Thread-safe.
 *
 * @since 0.1.0
 */
public final class JdbcIvrConfigStore implements IvrConfigStore {
  private static final String TABLES = "config";

  private static final String SELECT =
      "SELECT revision, saved_at, json FROM {prefix}ivr_config WHERE config_id = ? ";

  private final Database database;
  private final Clock clock;
  private final int keptRevisions;

  private JdbcIvrConfigStore(Database database, Clock clock, int keptRevisions) {
    this.database = database;
    this.clock = clock;
    this.keptRevisions = keptRevisions;
  }

  /**
   * Opens a store with all defaults, and makes its table if it is missing.
   *
   * @param dataSource the database; not closed by the store
   * @return the store
   * @throws IllegalArgumentException see {@link Builder#build}
   * @throws IvrStoreException if the database cannot be reached
   */
  public static JdbcIvrConfigStore create(DataSource dataSource) {
    return builder(dataSource).build();
  }

  /**
   * Starts a store.
   *
   * @param dataSource the database; not closed by the store
   * @return a builder with every default set
   */
  public static Builder builder(DataSource dataSource) {
    return new Builder(dataSource);
  }

  /**
   * The DDL of an engine, for hosts that run their own migrations.
   *
   * @param productName the database as JDBC names it, e.g. {@code PostgreSQL}
   * @param tablePrefix the prefix of every table, {@code phone_} by default
   * @return SQL statements, each safe to run again
   * @throws IllegalArgumentException if the engine is not supported or the prefix not allowed
   */
  public static String ddl(String productName, String tablePrefix) {
    return Database.ddl(Engine.of(productName), TABLES, Database.requirePrefix(tablePrefix));
  }

  @Override
  public Optional<StoredConfig> load(String id) {
    return first(
        SELECT + "ORDER BY revision DESC LIMIT 1", statement -> statement.setString(1, id));
  }

  @Override
  public Optional<StoredConfig> load(String id, long revision) {
    return first(
        SELECT + "AND revision = ?",
        statement -> {
          statement.setString(1, id);
          statement.setLong(2, revision);
        });
  }

  @Override
  public Optional<StoredConfig> loadAt(String id, Instant at) {
    return first(
        SELECT + "AND saved_at <= ? ORDER BY revision DESC LIMIT 1",
        statement -> {
          statement.setString(1, id);
          statement.setLong(2, Database.micros(at));
        });
  }

  @Override
  public SaveResult save(IvrConfig config, long expectedRevision) {
    return database.write(connection -> save(connection, config, expectedRevision));
  }

  private SaveResult save(Connection connection, IvrConfig config, long expected)
      throws SQLException {
    ConfigRevision latest = latest(connection, config.id());
    long revision = latest == null ? 0 : latest.revision();
    if (revision != expected) {
      return SaveResult.conflict(revision);
    }
    String hash = config.contentHash();
    if (latest != null && latest.contentHash().equals(hash)) {
      return SaveResult.unchanged(revision);
    }
    Instant savedAt = Revisions.savedAt(clock.instant(), latest == null ? null : latest.savedAt());
    try (PreparedStatement insert =
        connection.prepareStatement(
            database.sql(
                """
                INSERT INTO {prefix}ivr_config (config_id, revision, saved_at, content_hash, json)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (config_id, revision) DO NOTHING"""))) {
      insert.setString(1, config.id());
      insert.setLong(2, revision + 1);
      insert.setLong(3, Database.micros(savedAt));
      insert.setString(4, hash);
      insert.setString(5, config.withRevision(revision + 1).toJson());
      if (insert.executeUpdate() == 0) {
        return SaveResult.conflict(revision + 1);
      }
    }
    prune(connection, config.id(), revision + 1 - keptRevisions);
    return SaveResult.saved(revision + 1);
  }

  private void prune(Connection connection, String id, long last) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            database.sql("DELETE FROM {prefix}ivr_config WHERE config_id = ? AND revision <= ?"))) {
      delete.setString(1, id);
      delete.setLong(2, last);
      delete.executeUpdate();
    }
  }

  private @Nullable ConfigRevision latest(Connection connection, String id) throws SQLException {
    List<ConfigRevision> revisions = history(connection, id, 1);
    return revisions.isEmpty() ? null : revisions.get(0);
  }

  @Override
  public List<ConfigRevision> history(String id, int limit) {
    Revisions.requireLimit(limit);
    return database.read(connection -> history(connection, id, limit));
  }

  private List<ConfigRevision> history(Connection connection, String id, int limit)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            database.sql(
                """
                SELECT revision, saved_at, content_hash FROM {prefix}ivr_config
                WHERE config_id = ? ORDER BY revision DESC LIMIT ?"""))) {
      select.setString(1, id);
      select.setInt(2, limit);
      List<ConfigRevision> revisions = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          revisions.add(
              new ConfigRevision(
                  rows.getLong(1), Database.instant(rows.getLong(2)), rows.getString(3)));
        }
      }
      return revisions;
    }
  }

  private Optional<StoredConfig> first(String sql, Parameters parameters) {
    return database.read(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(database.sql(sql))) {
            parameters.set(select);
            try (ResultSet rows = select.executeQuery()) {
              return rows.next()
                  ? Optional.of(
                      new StoredConfig(
                          IvrConfig.parse(rows.getString(3)).withRevision(rows.getLong(1)),
                          Database.instant(rows.getLong(2))))
                  : Optional.empty();
            }
          }
        });
  }

  /** Fills in a statement. */
  @FunctionalInterface
  private interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }

  /**
   * Puts a store together. Not thread-safe.
   *
   * @since 0.1.0
   */
  public static final class Builder {
    private final DataSource dataSource;
    private Clock clock = Clock.systemUTC();
    private String tablePrefix = "phone_";
    private int keptRevisions = Revisions.DEFAULT_KEPT;
    private boolean createTables = true;
    private boolean requireDurable = true;

    private Builder(DataSource dataSource) {
      this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    }

    /**
     * Tells when something is saved.
     *
     * @param clock default the system's
     * @return this
     */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /**
     * Names the table: prefix and {@code ivr_config}.
     *
     * @param prefix 1 to 30 of a-z, 0-9 and _, beginning with a letter; default {@code phone_}
     * @return this
     * @throws IllegalArgumentException if it is anything else
     */
    public Builder tablePrefix(String prefix) {
      this.tablePrefix = Database.requirePrefix(prefix);
      return this;
    }

    /**
     * Limits how many revisions of an id are kept; calls that began before the oldest of them can
     * no longer be explained.
     *
     * @param revisions at least 2, default 1,000
     * @return this
     * @throws IllegalArgumentException if it is less
     */
    public Builder keepRevisions(int revisions) {
      if (revisions < 2) {
        throw new IllegalArgumentException("keepRevisions must be at least 2, was " + revisions);
      }
      this.keptRevisions = revisions;
      return this;
    }

    /**
     * Makes the table if it is missing.
     *
     * @param create default true; if false, run {@link #ddl} yourself
     * @return this
     */
    public Builder createTables(boolean create) {
      this.createTables = create;
      return this;
    }

    /**
     * Refuses a database that could forget what it acknowledged.
     *
     * @param require default true
     * @return this
     */
    public Builder requireDurable(boolean require) {
      this.requireDurable = require;
      return this;
    }

    /**
     * Opens the store.
     *
     * @return the store
     * @throws IllegalArgumentException if the engine is not supported, or is set up so that it
     *     could lose data
     * @throws IvrStoreException if the database cannot be reached
     */
    public JdbcIvrConfigStore build() {
      Database database = Database.open(dataSource, TABLES, tablePrefix);
      if (requireDurable) {
        database.requireDurable();
      }
      if (createTables) {
        database.createTables();
      }
      return new JdbcIvrConfigStore(database, clock, keptRevisions);
    }
  }
}
