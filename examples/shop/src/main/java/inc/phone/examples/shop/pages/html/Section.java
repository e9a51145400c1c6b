package inc.phone.examples.shop.pages.html;

/** The parts of the admin pages, and where each begins. */
public enum Section {
  TELEFON("nav.telefon", "/admin/telefon", "phone"),
  DASHBOARD("nav.dashboard", "/admin/dashboard", "chart"),
  CUSTOMERS("nav.customers", "/admin/customers", "people"),
  INTEGRATIONS("nav.integrations", "/admin/integrations", "plug"),
  AUDIT("nav.audit", "/admin/audit", "list");

  private final String key;
  private final String path;
  private final String icon;

  Section(String key, String path, String icon) {
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

  /** Whether it is only there while the integration is on. */
  boolean isPhone() {
    return this == TELEFON;
  }
}
