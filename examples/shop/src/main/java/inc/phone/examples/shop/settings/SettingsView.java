package inc.phone.examples.shop.settings;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may be shown of the settings: no secret is in it.
 *
 * @param enabled whether the integration is on
 * @param editable whether there is a key to save with
 * @param problem why what was saved cannot be used, or null if it can
 * @param workspaceId the workspace
 * @param apiKey the key of the REST API, without its value
 * @param baseUrl where the API is
 * @param webhookSecrets the secrets that webhooks may be signed with: those of the environment,
 *     then those saved, the newest last
 * @param webhookSecretsSavedAt when these were changed last, or null if they are the environment's
 */
public record SettingsView(
    boolean enabled,
    boolean editable,
    @Nullable String problem,
    Setting workspaceId,
    Setting apiKey,
    Setting baseUrl,
    List<WebhookSecret> webhookSecrets,
    @Nullable Instant webhookSecretsSavedAt) {

  /**
   * One setting.
   *
   * @param isSet whether there is a value
   * @param value the value, or null if it is secret or not known
   * @param savedAt when it was saved, or null if it is the environment's
   */
  public record Setting(boolean isSet, @Nullable String value, @Nullable Instant savedAt) {}

  /**
   * One of the secrets that webhooks may be signed with.
   *
   * @param id what to call it when it is retired
   * @param addedAt when it was added, or null if it came from the environment
   */
  public record WebhookSecret(String id, @Nullable Instant addedAt) {}
}
