package inc.phone.examples.shop.settings;

import inc.phone.settings.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to save. Null leaves a setting as it is; empty removes it, whatever the
 * environment says, and turns the integration off if it needs it.
 *
 * @param workspaceId the workspace
 * @param apiKey the key of the REST API
 * @param baseUrl where the API is; empty is the vendor's
 */
public record SettingsChange(
    @Nullable String workspaceId, @Nullable Secret apiKey, @Nullable String baseUrl) {

  /** The texts to save, by field. */
  Map<String, Secret> values() {
    Map<String, Secret> values = new LinkedHashMap<>();
    put(values, SettingsField.WORKSPACE_ID, workspaceId);
    put(values, SettingsField.API_KEY, apiKey == null ? null : apiKey.reveal());
    put(values, SettingsField.BASE_URL, baseUrl);
    return values;
  }

  private static void put(Map<String, Secret> values, String field, @Nullable String text) {
    if (text != null) {
      values.put(field, Secret.of(text.strip()));
    }
  }
}
