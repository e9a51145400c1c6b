package inc.phone.examples.shop.settings;

/** The names of what is stored; part of what is authenticated, so they never change. */
final class SettingsField {
  static final String WORKSPACE_ID = "workspace_id";
  static final String API_KEY = "api_key";
  static final String BASE_URL = "base_url";
  static final String WEBHOOK_SECRETS = "webhook_secrets";

  private SettingsField() {}
}
