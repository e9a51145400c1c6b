package inc.phone.examples.shop.pages.html;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/**
 * What browsers are told about every page: nothing runs, loads or is sent that is not from here.
 * Recordings may come from anywhere, as the vendor's links lead to other hosts.
 */
public final class SecurityHeaders {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " media-src 'self' https:%s; connect-src 'self'; form-action 'self';"
          + " frame-ancestors 'none'; base-uri 'none'";

  private final String policy;

  /**
   * Makes the headers.
   *
   * @param recordings one more origin of recordings, such as a simulator's, or empty for none
   */
  public SecurityHeaders(String recordings) {
    this.policy = POLICY.formatted(recordings.isEmpty() ? "" : " " + recordings);
  }

  public void register(RoutesConfig routes) {
    routes.before(this::add);
  }

  /** Everything that is not for programs. */
  static boolean isPage(String path) {
    return !path.startsWith("/api/");
  }

  private void add(Context ctx) {
    if (isPage(ctx.path())) {
      ctx.header("Content-Security-Policy", policy);
      ctx.header("X-Content-Type-Options", "nosniff");
      ctx.header("Referrer-Policy", "no-referrer");
      ctx.header("Cross-Origin-Opener-Policy", "same-origin");
      ctx.header("Cache-Control", "no-store");
    }
  }
}
