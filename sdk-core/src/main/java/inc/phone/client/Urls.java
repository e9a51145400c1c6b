package inc.phone.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which URLs we send keys or subscriptions to, and how paths are put together. */
final class Urls {
  private static final int MAX_LENGTH = 2_048;
  private static final int MAX_ID_LENGTH = 256;

  // Only the plain spellings: whatever needs decoding to be seen as loopback is not treated as
  // such.
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]");

  private static final Pattern DOTS = Pattern.compile("(?i)/(\\.|%2e){1,2}(/|$)");

  private Urls() {}

  /** Checks that a URL is absolute https (http for loopback), with a host and nothing hidden. */
  static URI requireHttps(String option, String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          option + " must be a URL; it breaks at position " + e.getIndex());
    }
    String host = uri.getHost();
    if (url.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          option + " must have at most " + MAX_LENGTH + " characters, has " + url.length());
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException(option + " must not hold user information");
    }
    if (uri.getScheme() == null || host == null) {
      throw new IllegalArgumentException(
          option + " must be absolute and have a host in ASCII letters (punycode)");
    }
    if (uri.getPort() == 0 || uri.getPort() > 65_535) {
      throw new IllegalArgumentException(
          option + " must have a port of 1 to 65535, has " + uri.getPort());
    }
    if (uri.getRawFragment() != null) {
      throw new IllegalArgumentException(option + " must not have a fragment");
    }
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    boolean loopback = LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    if (!scheme.equals("https") && !(scheme.equals("http") && loopback)) {
      throw new IllegalArgumentException(
          option
              + " must start with https:// (http:// is for localhost, 127.0.0.1 and [::1] only)");
    }
    return uri;
  }

  /** A path with its query as a user wrote it: nothing in it may lead to another host or path. */
  static String requireTarget(String target) {
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    if (!path.startsWith("/")
        || path.startsWith("//")
        || target.length() > MAX_LENGTH
        || !target.chars().allMatch(c -> c > ' ' && c <= '~' && c != '#' && c != '\\')) {
      throw new IllegalArgumentException(
          "path must start with one slash and be percent-encoded ASCII of at most "
              + MAX_LENGTH
              + " characters");
    }
    if (DOTS.matcher(path).find()) {
      throw new IllegalArgumentException("path must not have . or .. segments");
    }
    return target;
  }

  /** One path segment, so that no id can reach another path. */
  static String segment(String id) {
    if (id.isBlank() || id.length() > MAX_ID_LENGTH || id.equals(".") || id.equals("..")) {
      throw new IllegalArgumentException(
          "id must have 1 to " + MAX_ID_LENGTH + " characters and be neither . nor ..");
    }
    return encode(id);
  }

  /** A percent-encoded query value; the plus sign too, which servers would read as a space. */
  static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length() + 16);
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      if ((c >= 'a' && c <= 'z')
          || (c >= 'A' && c <= 'Z')
          || (c >= '0' && c <= '9')
          || "-._~".indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append('%').append(hex(c >> 4)).append(hex(c & 15));
      }
    }
    return encoded.toString();
  }

  private static char hex(int digit) {
    return "0123456789ABCDEF".charAt(digit);
  }
}
