package inc.phone.webhooks.signature;

import java.util.regex.Pattern;

/** Names of headers and parameters as options. */
final class Names {
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,128}");

  private Names() {}

  /** Refuses what could never be sent, rather than wait for it for ever. */
  static String checked(String option, String name) {
    if (!TOKEN.matcher(name).matches()) {
      throw new IllegalArgumentException(
          option + " must be 1 to 128 letters, digits or signs as in HTTP, was '" + name + "'");
    }
    return name;
  }
}
