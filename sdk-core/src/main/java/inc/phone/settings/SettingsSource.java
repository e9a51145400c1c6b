package inc.phone.settings;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * Where a host keeps its settings: a row, a file, a vault, the environment.
 *
 * <p>Contract for implementers:
 *
 * <ul>
 *   <li>{@link #load} is called by the SDK, or by the host's own endpoints, each time settings are
 *       needed, on whatever thread needs them, and by several at once. The SDK keeps no copy, so a
 *       change takes effect with the next call; a source that is slow to ask keeps one itself.
 *   <li>It may block for a short time. No lock of the SDK is held, and it may call the SDK.
 *   <li>It never returns null. Not configured is {@code IntegrationSettings.builder().build()},
 *       which is off.
 *   <li>What it throws reaches the caller who asked for settings, unchanged and not retried.
 * </ul>
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SettingsSource {
  /**
   * The settings as they are now.
   *
   * @return the settings, never null
   */
  IntegrationSettings load();

  /**
   * Settings that never change.
   *
   * @param settings what to answer always
   * @return a thread-safe source
   */
  static SettingsSource fixed(IntegrationSettings settings) {
    Objects.requireNonNull(settings, "settings");
    return () -> settings;
  }

  /**
   * Settings from environment variables: {@code PHONE_INC_WORKSPACE_ID}, {@code PHONE_INC_API_KEY},
   * {@code PHONE_INC_WEBHOOK_SECRET} (several separated by commas during rotation, so that a secret
   * from here has no comma) and {@code PHONE_INC_BASE_URL}. White space around values is removed; a
   * variable that is absent or blank leaves the default.
   *
   * @param environment usually {@code System.getenv()}; copied at once
   * @return a thread-safe source of fixed settings
   * @throws IllegalArgumentException if a value is refused by {@link IntegrationSettings.Builder}
   */
  static SettingsSource fromEnvironment(Map<String, String> environment) {
    IntegrationSettings.Builder settings =
        IntegrationSettings.builder()
            .workspaceId(environment.getOrDefault("PHONE_INC_WORKSPACE_ID", "").strip())
            .apiKey(Secret.of(environment.getOrDefault("PHONE_INC_API_KEY", "").strip()))
            .webhookSecrets(
                Arrays.stream(environment.getOrDefault("PHONE_INC_WEBHOOK_SECRET", "").split(","))
                    .map(String::strip)
                    .map(Secret::of)
                    .toList());
    String baseUrl = environment.getOrDefault("PHONE_INC_BASE_URL", "");
    return fixed((baseUrl.isBlank() ? settings : settings.baseUrl(baseUrl)).build());
  }
}
