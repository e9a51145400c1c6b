package inc.phone.examples.shop.settings;

import static inc.phone.examples.shop.settings.SettingsField.API_KEY;
import static inc.phone.examples.shop.settings.SettingsField.BASE_URL;
import static inc.phone.examples.shop.settings.SettingsField.WEBHOOK_SECRETS;
import static inc.phone.examples.shop.settings.SettingsField.WORKSPACE_ID;

import inc.phone.examples.shop.settings.SettingsView.Setting;
import inc.phone.examples.shop.settings.SettingsView.WebhookSecret;
import inc.phone.settings.IntegrationSettings;
import inc.phone.settings.Secret;
import inc.phone.webhooks.spi.OutcomeUnknownException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Shows and changes the settings. Secrets go in and never come out.
 *
 * <p>What is saved counts at once on this node, and within {@link JdbcSettingsSource#FRESH} on
 * others. Nothing is saved that could not be used. Thread-safe. Every method throws {@link
 * OutcomeUnknownException} if the database is in trouble, and those that change something {@link
 * SettingsRefusedException} with the reason.
 */
public final class SettingsEditor {
  private static final String NO_KEY = "nothing can be saved: SHOP_SECRET_KEYS is not set";
  private static final int MAX_ROUNDS = 20;
  private static final int ID_BYTES = 4;

  private final JdbcSettingsSource source;
  private final Clock clock;
  private final SecureRandom random;

  /** An editor of what that source reads. */
  public SettingsEditor(JdbcSettingsSource source, Clock clock, SecureRandom random) {
    this.source = source;
    this.clock = clock;
    this.random = random;
  }

  /** The settings as they are stored now. */
  public SettingsView view() {
    StoredSettings stored = source.refresh();
    IntegrationSettings now = stored.settings();
    return new SettingsView(
        now.enabled(),
        source.vault().canSeal(),
        stored.problem(),
        shown(stored, WORKSPACE_ID, now.workspaceId()),
        new Setting(!now.apiKey().isEmpty(), null, stored.savedAt(API_KEY)),
        shown(stored, BASE_URL, now.baseUrl()),
        stored.webhookSecrets().stream()
            .map(secret -> new WebhookSecret(secret.id(), secret.addedAt()))
            .toList(),
        stored.savedAt(WEBHOOK_SECRETS));
  }

  private static Setting shown(StoredSettings stored, String field, String value) {
    boolean known = stored.problem() == null;
    return new Setting(known && !value.isBlank(), known ? value : null, stored.savedAt(field));
  }

  /** Saves what is given, all or nothing. */
  public void save(SettingsChange change) {
    requireKey();
    Map<String, Secret> values = change.values();
    if (values.isEmpty()) {
      return;
    }
    StoredSettings stored = source.refresh();
    IntegrationSettings.Builder settings = stored.settings().toBuilder();
    Map<String, String> sealed = new TreeMap<>();
    try {
      values.forEach(
          (field, value) -> {
            SettingsVault.set(settings, field, value);
            sealed.put(field, source.vault().seal(field, value));
          });
      source.vault().check().accept(settings.build());
    } catch (IllegalArgumentException e) {
      throw new SettingsRefusedException(String.valueOf(e.getMessage()));
    }
    requireKeyOfNewServer(stored, settings.build(), values);
    source.table().write(sealed, now());
    source.refresh();
  }

  /** Else a key that nobody may read could be read by having it sent elsewhere. */
  private static void requireKeyOfNewServer(
      StoredSettings before, IntegrationSettings after, Map<String, Secret> values) {
    boolean moves =
        before.problem() != null || !after.baseUrl().equals(before.settings().baseUrl());
    boolean hasKey = before.problem() != null || !before.settings().apiKey().isEmpty();
    if (values.containsKey(BASE_URL) && moves && hasKey && !values.containsKey(API_KEY)) {
      throw new SettingsRefusedException("with another base_url the api_key must be given again");
    }
  }

  /**
   * Accepts another secret from now on, beside those that are accepted already.
   *
   * @return its id
   */
  public String addWebhookSecret(Secret secret) {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    String id = HexFormat.of().formatHex(bytes);
    ActiveSecret added = new ActiveSecret(id, now(), Secret.of(secret.reveal().strip()));
    changeWebhookSecrets(
        before -> {
          List<ActiveSecret> after = new ArrayList<>(before);
          after.add(added);
          return after;
        });
    return id;
  }

  /**
   * Accepts a secret no longer.
   *
   * @return false if there is none with that id
   */
  public boolean retireWebhookSecret(String id) {
    return changeWebhookSecrets(
        before -> before.stream().filter(secret -> !secret.id().equals(id)).toList());
  }

  private boolean changeWebhookSecrets(UnaryOperator<List<ActiveSecret>> change) {
    requireKey();
    for (int round = 0; round < MAX_ROUNDS; round++) {
      StoredSettings stored = source.refresh();
      if (stored.problem() != null) {
        throw new SettingsRefusedException(stored.problem());
      }
      List<ActiveSecret> before = stored.webhookSecrets();
      List<ActiveSecret> after = change.apply(before);
      if (after.equals(before)) {
        return false;
      }
      String sealed = sealed(stored.settings(), after);
      String was = stored.text(WEBHOOK_SECRETS);
      if (source.table().replace(WEBHOOK_SECRETS, was, sealed, now())) {
        source.refresh();
        return true;
      }
    }
    throw new OutcomeUnknownException("others change the webhook secrets all the time", null);
  }

  private String sealed(IntegrationSettings settings, List<ActiveSecret> secrets) {
    List<Secret> values = secrets.stream().map(ActiveSecret::secret).toList();
    if (values.stream().anyMatch(Secret::isEmpty)) {
      throw new SettingsRefusedException("a webhook secret must not be empty");
    }
    try {
      source.vault().check().accept(settings.toBuilder().webhookSecrets(values).build());
      return source.vault().seal(WEBHOOK_SECRETS, ActiveSecret.write(secrets));
    } catch (IllegalArgumentException e) {
      throw new SettingsRefusedException(String.valueOf(e.getMessage()));
    }
  }

  /** Forgets all that was saved: what the environment says counts again. */
  public void reset() {
    source.table().clear();
    source.refresh();
  }

  private void requireKey() {
    if (!source.vault().canSeal()) {
      throw new SettingsRefusedException(NO_KEY);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
