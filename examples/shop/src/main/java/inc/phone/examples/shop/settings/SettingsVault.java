package inc.phone.examples.shop.settings;

import static inc.phone.examples.shop.settings.SettingsField.API_KEY;
import static inc.phone.examples.shop.settings.SettingsField.BASE_URL;
import static inc.phone.examples.shop.settings.SettingsField.WEBHOOK_SECRETS;
import static inc.phone.examples.shop.settings.SettingsField.WORKSPACE_ID;

import inc.phone.examples.shop.settings.SettingsTable.Row;
import inc.phone.settings.IntegrationSettings;
import inc.phone.settings.Secret;
import inc.phone.settings.SecretCipher;
import inc.phone.settings.UndecryptableSecretException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns settings into rows that can be stored, and rows into settings. Thread-safe.
 *
 * @param tenant whose settings these are
 * @param cipher the keys, or null if there are none
 * @param environment what counts for fields that were never saved
 * @param check refuses settings that cannot be used, by an {@link IllegalArgumentException}
 */
record SettingsVault(
    String tenant,
    @Nullable SecretCipher cipher,
    IntegrationSettings environment,
    Consumer<IntegrationSettings> check) {

  private static final Logger LOG = LoggerFactory.getLogger(SettingsVault.class);
  private static final String NO_KEY = "settings are saved, but SHOP_SECRET_KEYS is not set";

  boolean canSeal() {
    return cipher != null;
  }

  /** The text to store for a field. */
  String seal(String field, Secret value) {
    return Objects.requireNonNull(cipher, "no key").encrypt(tenant, field, value);
  }

  /** What the rows mean; settings that are off if they cannot be used. */
  StoredSettings open(Map<String, Row> rows) {
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
      settings.webhookSecrets(ActiveSecret.newestFirst(secrets));
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

  /**
   * Encrypts under the current key what is still under an old one. A lost race means that another
   * node did the same, or somebody saved; both are fine.
   */
  void reencrypt(SettingsTable table) {
    if (cipher == null) {
      return;
    }
    table
        .read()
        .forEach(
            (field, row) -> {
              if (cipher.needsReencryption(row.value())) {
                reencrypt(table, cipher, field, row);
              }
            });
  }

  private void reencrypt(SettingsTable table, SecretCipher keys, String field, Row row) {
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
}
