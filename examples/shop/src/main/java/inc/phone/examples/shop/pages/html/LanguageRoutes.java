package inc.phone.examples.shop.pages.html;

import inc.phone.examples.shop.pages.access.Requests;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.SameSite;
import java.time.Duration;

/** Remembers in a cookie which language somebody reads. */
final class LanguageRoutes {
  private static final int YEAR_SECONDS = (int) Duration.ofDays(365).toSeconds();

  void register(RoutesConfig routes) {
    routes.get("/language/{code}", this::choose);
  }

  private void choose(Context ctx) {
    Language language =
        Language.ofCode(ctx.pathParam("code")).orElseThrow(() -> new NotFoundResponse());
    ctx.cookie(
        new Cookie(
            Language.COOKIE, language.code(), "/", YEAR_SECONDS, false, true, null, SameSite.LAX));
    ctx.redirect(Requests.ownPath(ctx.queryParam("next"), "/"), HttpStatus.SEE_OTHER);
  }
}
