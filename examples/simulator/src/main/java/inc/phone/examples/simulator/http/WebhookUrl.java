package inc.phone.examples.simulator.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which URLs events may be sent to: https as documented; http on this machine, for developing. */
final class WebhookUrl {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]");

  private WebhookUrl() {}

  static boolean isAllowed(String url) {
    try {
      URI uri = new URI(url);
      if (uri.getScheme() == null || uri.getHost() == null) {
        return false;
      }
      String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
      String host = uri.getHost().toLowerCase(Locale.ROOT);
      return scheme.equals("https") || (scheme.equals("http") && LOOPBACK.matcher(host).matches());
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
