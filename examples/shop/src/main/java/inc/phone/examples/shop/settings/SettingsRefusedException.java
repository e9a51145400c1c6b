package inc.phone.examples.shop.settings;

/** What was to be saved cannot be. The message says why, to whoever tried, without any secret. */
public final class SettingsRefusedException extends RuntimeException {
  SettingsRefusedException(String reason) {
    super(reason);
  }

  /** Why. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
