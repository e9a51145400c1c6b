package inc.phone.examples.shop.pages.html;

/** The tabs under Telefon, and where each is. */
public enum TelefonTab {
  IVR("telefon.tab.ivr", "/admin/telefon", "tree"),
  VOICEMAILS("telefon.tab.voicemails", "/admin/telefon/voicemails", "voicemail"),
  CALLS("telefon.tab.calls", "/admin/telefon/calls", "phone");

  private final String key;
  private final String path;
  private final String icon;

  TelefonTab(String key, String path, String icon) {
    this.key = key;
    this.path = path;
    this.icon = icon;
  }

  public String key() {
    return key;
  }

  public String path() {
    return path;
  }

  public String icon() {
    return icon;
  }
}
