package inc.phone.client;

/** How this SDK names itself to the server. */
final class UserAgent {
  private static final String TITLE = "Phone.inc SDK: core";

  static final String TEXT =
      "phoneinc-java/" + version() + " (Java " + Runtime.version().feature() + ")";

  private UserAgent() {}

  /**
   * The version stands in the module descriptor, or in the jar's manifest on the class path, unless
   * that is the manifest of a program that packed the SDK into its own jar.
   */
  private static String version() {
    Module module = PhoneIncClient.class.getModule();
    Package here = PhoneIncClient.class.getPackage();
    String version =
        module.isNamed()
            ? module.getDescriptor().rawVersion().orElse(null)
            : TITLE.equals(here.getImplementationTitle()) ? here.getImplementationVersion() : null;
    return version != null && version.matches("[0-9A-Za-z.+-]+") ? version : "unknown";
  }
}
