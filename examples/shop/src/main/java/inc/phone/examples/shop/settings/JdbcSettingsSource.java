package inc.phone.examples.shop.settings;

import inc.phone.examples.shop.settings.SettingsTable.Row;
import inc.phone.settings.IntegrationSettings;
import inc.phone.settings.SecretCipher;
import inc.phone.settings.SettingsSource;
import inc.phone.webhooks.spi.OutcomeUnknownException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings from the table {@code shop_setting}, every value encrypted under its field and tenant.
 *
 * <p>Field by field, what was saved counts, even if it is empty; what was never saved is as the
 * environment says. If a saved value cannot be decrypted, or nothing is there to decrypt with, the
 * integration is off and {@link #problem()} says why.
 *
 * <p>The table is read again by whoever asks {@link #FRESH} after it was read last, so that is how
 * long a change on another node takes to be seen here; a change on this node is seen at once. While
 * the table cannot be read, what was read last counts. Thread-safe.
 */
public final class JdbcSettingsSource implements SettingsSource {
  /** How long what was read is not read again. */
  public static final Duration FRESH = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(JdbcSettingsSource.class);

  private final SettingsTable table;
  private final SettingsVault vault;
  private final LongSupplier nanoTime;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile StoredSettings current;
  private volatile long readAt;

  private JdbcSettingsSource(SettingsTable table, SettingsVault vault, LongSupplier nanoTime) {
    this.table = table;
    this.vault = vault;
    this.nanoTime = nanoTime;
    vault.reencrypt(table);
    this.current = told(vault.open(table.read()));
    this.readAt = nanoTime.getAsLong();
  }

  /**
   * Opens the table, makes it if it is missing, and encrypts under the current key what is still
   * under an old one.
   *
   * @param database SQLite or PostgreSQL
   * @param tenant whose settings these are
   * @param cipher the keys, or null if there are none: then nothing can be saved
   * @param environment what counts for fields that were never saved
   * @param check refuses settings that cannot be used, by an {@link IllegalArgumentException}
   *     without a secret in its message
   * @param nanoTime a ticker in nanoseconds that never goes back
   * @throws OutcomeUnknownException if the database cannot be read or written
   */
  public static JdbcSettingsSource open(
      DataSource database,
      String tenant,
      @Nullable SecretCipher cipher,
      IntegrationSettings environment,
      Consumer<IntegrationSettings> check,
      LongSupplier nanoTime) {
    SettingsTable table = SettingsTable.open(database, tenant);
    SettingsVault vault = new SettingsVault(tenant, cipher, environment, check);
    return new JdbcSettingsSource(table, vault, nanoTime);
  }

  @Override
  public IntegrationSettings load() {
    return stored().settings();
  }

  /**
   * Why what was saved cannot be used.
   *
   * @return a sentence without secrets, or empty if all is well
   */
  public Optional<String> problem() {
    return Optional.ofNullable(stored().problem());
  }

  private StoredSettings stored() {
    if (isFresh()) {
      return current;
    }
    reading.lock(); // those who wait here would otherwise decide by what is too old
    try {
      if (!isFresh()) {
        tryToRead();
      }
      return current;
    } finally {
      reading.unlock();
    }
  }

  private void tryToRead() {
    try {
      current = read();
    } catch (OutcomeUnknownException e) {
      LOG.atWarn().setCause(e).log("the settings could not be read; those read last count");
    }
    readAt = nanoTime.getAsLong(); // after a failure too, or all would wait for the database
  }

  private boolean isFresh() {
    return nanoTime.getAsLong() - readAt < FRESH.toNanos();
  }

  /** Reads now. */
  StoredSettings refresh() {
    reading.lock();
    try {
      current = read();
      readAt = nanoTime.getAsLong();
      return current;
    } finally {
      reading.unlock();
    }
  }

  private StoredSettings read() {
    Map<String, Row> rows = table.read();
    return rows.equals(current.rows()) ? current : told(vault.open(rows));
  }

  private static StoredSettings told(StoredSettings settings) {
    if (settings.problem() != null) {
      LOG.atWarn().addKeyValue("reason", settings.problem()).log("the integration is off");
    }
    return settings;
  }

  SettingsVault vault() {
    return vault;
  }

  SettingsTable table() {
    return table;
  }
}
