package inc.phone.client;

/** How this SDK names itself to the server. */
final class UserAgent {
  static final String TEXT =
      "phoneinc-java/" + version() + " (Java " + Runtime.version().feature() + ")";

  private UserAgent() {}

  /** The version stands in the module descriptor, or in the jar's manifest on the class path. */
  private static String version() {
    Module module = PhoneIncClient.class.getModule();
    String version =
        module.isNamed()
            ? module.getDescriptor().rawVersion().orElse(null)
            : PhoneIncClient.class.getPackage().getImplementationVersion();
    return version != null && version.matches("[0-9A-Za-z.+-]+") ? version : "unknown";
  }
}
