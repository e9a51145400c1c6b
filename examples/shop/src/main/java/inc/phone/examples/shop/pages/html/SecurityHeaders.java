package inc.phone.examples.shop.pages.html;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.function.Supplier;

/**
 * What browsers are told about every page: nothing runs, loads or is sent that is not from here.
 * Recordings may come from anywhere, as the vendor's links lead to other hosts.
 */
public final class SecurityHeaders {
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " media-src 'self' https:%s; connect-src 'self'; form-action 'self';"
          + " frame-ancestors 'none'; base-uri 'none'";

  private final Supplier<String> recordings;

  /**
   * Makes the headers.
   *
   * @param recordings one more origin of recordings, such as a simulator's, or empty for none;
   *     asked for every page
   */
  public SecurityHeaders(Supplier<String> recordings) {
    this.recordings = recordings;
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
      String more = recordings.get();
      ctx.header("Content-Security-Policy", POLICY.formatted(more.isEmpty() ? "" : " " + more));
      ctx.header("X-Content-Type-Options", "nosniff");
      ctx.header("Referrer-Policy", "no-referrer");
      ctx.header("Cross-Origin-Opener-Policy", "same-origin");
      ctx.header("Cache-Control", "no-store");
    }
  }
}
