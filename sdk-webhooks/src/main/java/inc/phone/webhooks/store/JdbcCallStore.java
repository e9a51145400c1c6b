package inc.phone.webhooks.store;

import inc.phone.webhooks.call.CallKey;
import inc.phone.webhooks.call.CallRecord;
import inc.phone.webhooks.call.EventRecord;
import inc.phone.webhooks.call.VoicemailRecord;
import inc.phone.webhooks.spi.CallChange;
import inc.phone.webhooks.spi.CallFilter;
import inc.phone.webhooks.spi.CallQueries;
import inc.phone.webhooks.spi.CommitResult;
import inc.phone.webhooks.spi.Completion;
import inc.phone.webhooks.spi.DataCare;
import inc.phone.webhooks.spi.DataSubject;
import inc.phone.webhooks.spi.EventChange;
import inc.phone.webhooks.spi.Lease;
import inc.phone.webhooks.spi.LeaseRequest;
import inc.phone.webhooks.spi.Page;
import inc.phone.webhooks.spi.ParkedDelivery;
import inc.phone.webhooks.spi.PastEvents;
import inc.phone.webhooks.spi.Pruning;
import inc.phone.webhooks.spi.Quarantine;
import inc.phone.webhooks.spi.QuarantineEntry;
import inc.phone.webhooks.spi.QuarantinedBody;
import inc.phone.webhooks.spi.StoredCall;
import inc.phone.webhooks.spi.StoredEventKey;
import inc.phone.webhooks.spi.TransactionalDeliveryStore;
import inc.phone.webhooks.spi.VoicemailFilter;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Calls, voicemails, events, deliveries, quarantine and their care in a database of the host's,
 * over JDBC.
 *
 * <p>Needs nothing but a {@link DataSource}; the driver and, if any, the pool are the host's.
 * PostgreSQL is for shared use by any number of nodes, SQLite is embedded. SQLite must run in WAL
 * mode with {@code synchronous=FULL}, PostgreSQL with {@code fsync} and a {@code
 * synchronous_commit} that is not off, else what was acknowledged could be lost; {@link
 * Builder#build} checks that. Each method takes a connection, uses it for one statement or one
 * transaction, and gives it back. Thread-safe. Everything that goes wrong with the database is an
 * {@link inc.phone.webhooks.spi.OutcomeUnknownException}.
 *
 * @since 0.1.0
 */
public final class JdbcCallStore
    implements TransactionalDeliveryStore, CallQueries, Quarantine, DataCare {
  private final JdbcCalls calls;
  private final JdbcDeliveries deliveries;
  private final TransactionalDeliveries transactional;
  private final JdbcParked parked;
  private final JdbcPastEvents pastEvents;
  private final JdbcQueries queries;
  private final JdbcQuarantine quarantine;
  private final JdbcCare care;

  private JdbcCallStore(Database database) {
    this.calls = new JdbcCalls(database);
    this.deliveries = new JdbcDeliveries(database, calls);
    this.transactional = new TransactionalDeliveries(database, deliveries);
    this.parked = new JdbcParked(database);
    this.pastEvents = new JdbcPastEvents(database);
    this.queries = new JdbcQueries(database);
    this.quarantine = new JdbcQuarantine(database);
    this.care = new JdbcCare(database);
  }

  /**
   * Opens a store with all defaults, and makes its tables if they are missing.
   *
   * @param dataSource the database; not closed by the store
   * @return the store
   * @throws IllegalArgumentException see {@link Builder#build}
   * @throws inc.phone.webhooks.spi.OutcomeUnknownException if the database cannot be reached
   */
  public static JdbcCallStore create(DataSource dataSource) {
    return builder(dataSource).build();
  }

  /**
   * Starts a store.
   *
   * @param dataSource the database; not closed by the store
   * @return a builder with every default set
   */
  public static Builder builder(DataSource dataSource) {
    return new Builder(Objects.requireNonNull(dataSource, "dataSource"));
  }

  /**
   * The DDL of an engine, for hosts that run their own migrations.
   *
   * @param productName the database as JDBC names it: {@code PostgreSQL} or {@code SQLite}
   * @param tablePrefix the prefix of every table, {@code phone_} by default
   * @return SQL statements, each safe to run again
   * @throws IllegalArgumentException if the engine is not supported or the prefix not allowed
   */
  public static String ddl(String productName, String tablePrefix) {
    return Schema.ddl(Engine.of(productName), Builder.requirePrefix(tablePrefix));
  }

  @Override
  public List<StoredCall> load(List<CallKey> keys) {
    return calls.load(keys);
  }

  @Override
  public List<CommitResult> commit(List<CallChange> changes) {
    return calls.commit(changes);
  }

  /** {@inheritDoc} One on SQLite, two on PostgreSQL. */
  @Override
  public int commitsAtOnce() {
    return calls.commitsAtOnce();
  }

  @Override
  public List<Lease> lease(LeaseRequest request) {
    return deliveries.lease(request);
  }

  @Override
  public List<Boolean> complete(List<Completion> completions) {
    return deliveries.complete(completions);
  }

  /**
   * {@inheritDoc}
   *
   * <p>The transaction is READ COMMITTED on PostgreSQL, whatever the pool's own isolation, and
   * serializable on SQLite, where nobody else can write while the effect runs. An effect that loses
   * a race or a deadlock is not run again here. Its connection refuses to be committed, rolled
   * back, closed or set to anything; savepoints are the effect's own. What the database refuses
   * when the transaction ends, such as a deferred constraint of the host's, counts as thrown by the
   * effect.
   *
   * <p>An effect that calls this store on its own thread, for anything that writes, gets an {@link
   * IllegalStateException} at once, and may go on. Reading is not refused: it takes a connection
   * more, and does not see what the effect wrote. An effect must not wait for another thread that
   * writes to this store, either; that cannot be refused, and on SQLite waits in vain.
   */
  @Override
  public boolean complete(Completion completion, Effect effect) throws Exception {
    return transactional.complete(completion, effect);
  }

  @Override
  public Page<ParkedDelivery> parked(
      String source, @Nullable String listener, int limit, @Nullable String cursor) {
    return parked.list(source, listener, limit, cursor);
  }

  @Override
  public boolean replay(CallKey key, String listener, String id, Instant dueAt) {
    return parked.replay(key, listener, id, dueAt);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes a transaction for every {@value CallQueries#MAX_LIMIT}; if one fails, those before it
   * are done.
   */
  @Override
  public int replayAll(String source, @Nullable String listener, Instant dueAt) {
    return parked.replayAll(source, listener, dueAt);
  }

  @Override
  public Optional<String> owePast(PastEvents past) {
    return pastEvents.owe(past);
  }

  @Override
  public Optional<CallRecord> call(CallKey key) {
    return Optional.of(calls.load(List.of(key)).get(0))
        .filter(stored -> key.isCall() && !stored.isEmpty())
        .map(StoredCall::toRecord);
  }

  @Override
  public List<EventRecord> events(CallKey key) {
    return queries.events(key);
  }

  @Override
  public Page<CallRecord> calls(
      String source, CallFilter filter, int limit, @Nullable String cursor) {
    return queries.calls(source, filter, limit, cursor);
  }

  @Override
  public Page<VoicemailRecord> voicemails(
      String source, VoicemailFilter filter, int limit, @Nullable String cursor) {
    return queries.voicemails(source, filter, limit, cursor);
  }

  @Override
  public Page<CallRecord> pendingMatches(String source, int limit, @Nullable String cursor) {
    return queries.pendingMatches(source, limit, cursor);
  }

  @Override
  public Page<CallRecord> pendingBranches(String source, int limit, @Nullable String cursor) {
    return queries.pendingBranches(source, limit, cursor);
  }

  @Override
  public void put(QuarantinedBody body) {
    quarantine.put(body);
  }

  @Override
  public List<QuarantineEntry> list(String source, @Nullable QuarantineEntry after, int limit) {
    return quarantine.list(source, after, limit);
  }

  @Override
  public Optional<QuarantinedBody> find(String source, String sha256) {
    return quarantine.find(source, sha256);
  }

  @Override
  public boolean remove(String source, String sha256) {
    return quarantine.remove(source, sha256);
  }

  @Override
  public List<CallKey> callsOf(
      String source, DataSubject subject, @Nullable String after, int limit) {
    return care.callsOf(source, subject, after, limit);
  }

  @Override
  public List<CallKey> withoutCall(String source, @Nullable String after, int limit) {
    return care.withoutCall(source, after, limit);
  }

  @Override
  public List<EventChange> rawEvents(CallKey key, @Nullable String after, int limit) {
    return care.rawEvents(key, after, limit);
  }

  @Override
  public Page<StoredEventKey> eventsReceivedBefore(
      String source, Instant before, int limit, @Nullable String cursor) {
    return care.eventsReceivedBefore(source, before, limit, cursor);
  }

  @Override
  public Page<CallKey> callsBefore(
      String source, Instant before, int limit, @Nullable String cursor) {
    return care.callsBefore(source, before, limit, cursor);
  }

  @Override
  public List<CommitResult> prune(List<Pruning> prunings) {
    return care.prune(prunings);
  }

  @Override
  public void forget(List<CallKey> keys) {
    care.forget(keys);
  }

  /** Collects the options of a store. Not thread-safe. */
  public static final class Builder {
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,30}");

    private final DataSource dataSource;
    private String tablePrefix = "phone_";
    private boolean createTables = true;
    private boolean requireDurable = true;

    private Builder(DataSource dataSource) {
      this.dataSource = dataSource;
    }

    /**
     * What the names of all tables begin with. Default: {@code phone_}.
     *
     * @param value lower-case letters, digits and underscores, at most 31, a letter first
     * @return this builder
     * @throws IllegalArgumentException if it is anything else
     */
    public Builder tablePrefix(String value) {
      this.tablePrefix = requirePrefix(value);
      return this;
    }

    /**
     * Whether missing tables are made. Default: yes. Say no if your own migrations run {@link
     * JdbcCallStore#ddl}.
     *
     * @param value yes or no
     * @return this builder
     */
    public Builder createTables(boolean value) {
      this.createTables = value;
      return this;
    }

    /**
     * Whether a database that may forget acknowledged events is refused. Default: yes. Say no only
     * where losing events does not matter.
     *
     * @param value yes or no
     * @return this builder
     */
    public Builder requireDurable(boolean value) {
      this.requireDurable = value;
      return this;
    }

    /**
     * Opens the store: finds out the engine, checks its durability, makes or checks the tables.
     *
     * @return the store
     * @throws IllegalArgumentException if the engine is not supported, does not promise durability,
     *     or the tables are of another version of the SDK
     * @throws inc.phone.webhooks.spi.OutcomeUnknownException if the database cannot be reached
     */
    public JdbcCallStore build() {
      Database database = Database.open(dataSource, tablePrefix);
      if (requireDurable) {
        database.run(database.engine()::requireDurable);
      }
      if (createTables && !Schema.isPresent(database)) {
        Schema.create(database, tablePrefix);
      }
      database.run(connection -> Schema.requireKnownVersion(connection, database));
      return new JdbcCallStore(database);
    }

    private static String requirePrefix(String value) {
      if (!PREFIX.matcher(value).matches()) {
        throw new IllegalArgumentException(
            "tablePrefix must match " + PREFIX + ", was '" + value + "'");
      }
      return value;
    }
  }
}
