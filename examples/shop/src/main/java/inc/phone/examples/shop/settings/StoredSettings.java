package inc.phone.examples.shop.settings;

import inc.phone.examples.shop.settings.SettingsTable.Row;
import inc.phone.settings.IntegrationSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the database holds, and what that means.
 *
 * @param rows the rows as they are stored, by field
 * @param settings the settings; off if there is a problem
 * @param webhookSecrets those of the settings, with their ids
 * @param problem why what is stored cannot be used, or null if it can
 */
record StoredSettings(
    Map<String, Row> rows,
    IntegrationSettings settings,
    List<ActiveSecret> webhookSecrets,
    @Nullable String problem) {

  /** Nothing that is stored counts, and neither does the environment: it may be long outdated. */
  static StoredSettings unusable(Map<String, Row> rows, String region, String problem) {
    IntegrationSettings off = IntegrationSettings.builder().defaultRegion(region).build();
    return new StoredSettings(rows, off, List.of(), problem);
  }

  @Nullable String text(String field) {
    Row row = rows.get(field);
    return row == null ? null : row.value();
  }

  @Nullable Instant savedAt(String field) {
    Row row = rows.get(field);
    return row == null ? null : row.updatedAt();
  }
}
