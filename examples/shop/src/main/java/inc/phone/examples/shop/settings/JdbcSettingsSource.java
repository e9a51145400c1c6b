package inc.phone.examples.shop.settings;

import static inc.phone.examples.shop.settings.SettingsField.API_KEY;
import static inc.phone.examples.shop.settings.SettingsField.BASE_URL;
import static inc.phone.examples.shop.settings.SettingsField.WEBHOOK_SECRETS;
import static inc.phone.examples.shop.settings.SettingsField.WORKSPACE_ID;

import inc.phone.examples.shop.settings.SettingsTable.Row;
import inc.phone.settings.IntegrationSettings;
import inc.phone.settings.Secret;
import inc.phone.settings.SecretCipher;
import inc.phone.settings.SettingsSource;
import inc.phone.settings.UndecryptableSecretException;
import inc.phone.webhooks.spi.OutcomeUnknownException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
  private static final String NO_KEY = "settings are saved, but SHOP_SECRET_KEYS is not set";

  private final SettingsTable table;
  private final String tenant;
  private final @Nullable SecretCipher cipher;
  private final IntegrationSettings environment;
  private final Consumer<IntegrationSettings> check;
  private final LongSupplier nanoTime;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile StoredSettings current;
  private volatile long readAt;

  private JdbcSettingsSource(
      SettingsTable table,
      String tenant,
      @Nullable SecretCipher cipher,
      IntegrationSettings environment,
      Consumer<IntegrationSettings> check,
      LongSupplier nanoTime) {
    this.table = table;
    this.tenant = tenant;
    this.cipher = cipher;
    this.environment = environment;
    this.check = check;
    this.nanoTime = nanoTime;
    reencrypt();
    this.current = told(interpret(table.read()));
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
    return new JdbcSettingsSource(table, tenant, cipher, environment, check, nanoTime);
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
    return rows.equals(current.rows()) ? current : told(interpret(rows));
  }

  private static StoredSettings told(StoredSettings settings) {
    if (settings.problem() != null) {
      LOG.atWarn().addKeyValue("reason", settings.problem()).log("the integration is off");
    }
    return settings;
  }

  private StoredSettings interpret(Map<String, Row> rows) {
    if (rows.isEmpty()) {
      List<ActiveSecret> secrets = ActiveSecret.ofEnvironment(environment.webhookSecrets());
      return new StoredSettings(rows, environment, secrets, null);
    }
    if (cipher == null) {
      return StoredSettings.unusable(rows, environment.defaultRegion(), NO_KEY);
    }
    String field = "";
    try {
      IntegrationSettings.Builder settings = environment.toBuilder();
      List<ActiveSecret> secrets = ActiveSecret.ofEnvironment(environment.webhookSecrets());
      for (Map.Entry<String, Row> row : rows.entrySet()) {
        field = row.getKey();
        Secret value = cipher.decrypt(tenant, field, row.getValue().value());
        if (field.equals(WEBHOOK_SECRETS)) {
          secrets = ActiveSecret.read(value);
        } else {
          set(settings, field, value);
        }
      }
      settings.webhookSecrets(secrets.stream().map(ActiveSecret::secret).toList());
      check.accept(settings.build());
      return new StoredSettings(rows, settings.build(), secrets, null);
    } catch (UndecryptableSecretException e) {
      String why = "what is saved as " + field + " cannot be decrypted: " + e.getMessage();
      return StoredSettings.unusable(rows, environment.defaultRegion(), why);
    } catch (IllegalArgumentException e) {
      String why = "the saved settings cannot be used: " + e.getMessage();
      return StoredSettings.unusable(rows, environment.defaultRegion(), why);
    }
  }

  /** Sets one of the fields that are a text. */
  static void set(IntegrationSettings.Builder settings, String field, Secret value) {
    String text = value.reveal();
    switch (field) {
      case WORKSPACE_ID -> settings.workspaceId(text);
      case API_KEY -> settings.apiKey(value);
      case BASE_URL ->
          settings.baseUrl(text.isEmpty() ? IntegrationSettings.DEFAULT_BASE_URL : text);
      default -> LOG.atWarn().addKeyValue("field", field).log("a field is not known, and ignored");
    }
  }

  /** A lost race means that another node did the same, or somebody saved; both are fine. */
  private void reencrypt() {
    if (cipher == null) {
      return;
    }
    table
        .read()
        .forEach(
            (field, row) -> {
              if (cipher.needsReencryption(row.value())) {
                reencrypt(cipher, field, row);
              }
            });
  }

  private void reencrypt(SecretCipher keys, String field, Row row) {
    try {
      String renewed = keys.reencrypt(tenant, field, row.value());
      boolean won = table.replace(field, row.value(), renewed, row.updatedAt());
      LOG.atInfo().addKeyValue("field", field).addKeyValue("won", won).log("encrypted anew");
    } catch (UndecryptableSecretException e) {
      LOG.atWarn().addKeyValue("field", field).log("could not be encrypted anew: " + why(e));
    }
  }

  private static String why(UndecryptableSecretException e) {
    return String.valueOf(e.getMessage());
  }

  boolean isEditable() {
    return cipher != null;
  }

  String seal(String field, Secret value) {
    return Objects.requireNonNull(cipher, "no key").encrypt(tenant, field, value);
  }

  SettingsTable table() {
    return table;
  }

  void check(IntegrationSettings settings) {
    check.accept(settings);
  }
}
