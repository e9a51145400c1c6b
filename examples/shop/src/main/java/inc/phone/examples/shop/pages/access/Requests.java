package inc.phone.examples.shop.pages.access;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request says about where it comes from. */
public final class Requests {
  private static final Set<HandlerType> SAFE = Set.of(HandlerType.GET, HandlerType.HEAD);
  private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

  private Requests() {}

  static boolean changesNothing(Context ctx) {
    return SAFE.contains(ctx.method());
  }

  /** Sent by a script of ours, not by a click or a form of the browser. */
  public static boolean isFragment(Context ctx) {
    return "true".equals(ctx.header("HX-Request"));
  }

  static boolean refreshesItself(Context ctx) {
    return isFragment(ctx) && ctx.method().equals(HandlerType.GET);
  }

  /** A form with files, which would be read and kept to its end, however long it is. */
  static boolean isUpload(Context ctx) {
    String type = ctx.header("Content-Type");
    return type != null && type.toLowerCase(Locale.ROOT).contains("multipart/");
  }

  /** Whether a body may be longer than this: it says so, or does not say how long it is. */
  static boolean isLonger(Context ctx, int bytes) {
    return ctx.req().getContentLengthLong() > bytes || ctx.header("Transfer-Encoding") != null;
  }

  /** Behind a proxy the proxy says so; whoever pretends it only spoils a cookie of their own. */
  static boolean isHttps(Context ctx) {
    return "https".equals(ctx.scheme()) || "https".equals(ctx.header("X-Forwarded-Proto"));
  }

  /** Where browsers reach this shop, as this one did. */
  public static String origin(Context ctx) {
    return (isHttps(ctx) ? "https://" : "http://") + ctx.host();
  }

  /**
   * Whether a browser says that a page of another site sent this. Programs say neither; they need
   * the form token as well.
   */
  static boolean isCrossSite(Context ctx) {
    String site = ctx.header("Sec-Fetch-Site");
    if (site != null) {
      return !OWN_SITE.contains(site);
    }
    return isForeign(ctx.header("Origin"), ctx.host());
  }

  private static boolean isForeign(@Nullable String origin, @Nullable String host) {
    return origin != null && !origin.equals("http://" + host) && !origin.equals("https://" + host);
  }

  /** A path of the admin pages to go to after the login; anything else is the front page. */
  public static String ownPath(@Nullable String path, String otherwise) {
    return path != null && path.matches("/admin(/[A-Za-z0-9._~%/-]*)?(\\?[!-~&&[^\\\\]]*)?")
        ? path
        : otherwise;
  }
}
