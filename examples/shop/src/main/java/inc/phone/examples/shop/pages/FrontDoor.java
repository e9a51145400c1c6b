package inc.phone.examples.shop.pages;

import inc.phone.examples.shop.pages.access.Guard;
import inc.phone.examples.shop.pages.html.Pages;
import inc.phone.examples.shop.pages.html.Section;
import inc.phone.examples.shop.pages.html.SecurityHeaders;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;

/**
 * What every request for a page passes first: the security headers, then the guard. Nothing of the
 * phone is shown while the integration is off.
 */
public final class FrontDoor {
  private static final String PHONE = Section.TELEFON.path();

  private final Pages pages;
  private final SecurityHeaders headers;
  private final Guard guard;
  private final LoginRoutes login;

  public FrontDoor(Pages pages, SecurityHeaders headers, Guard guard, LoginRoutes login) {
    this.pages = pages;
    this.headers = headers;
    this.guard = guard;
    this.login = login;
  }

  public void register(RoutesConfig routes) {
    headers.register(routes);
    routes.before("/admin", guard);
    routes.before("/admin/*", guard);
    routes.before(PHONE, this::refuseIfOff);
    routes.before(PHONE + "/*", this::refuseIfOff);
    pages.register(routes);
    login.register(routes);
    routes.get("/admin", this::begin);
  }

  private void begin(Context ctx) {
    Section first = pages.isPhoneOn() ? Section.TELEFON : Section.INTEGRATIONS;
    ctx.redirect(first.path(), HttpStatus.SEE_OTHER);
  }

  private void refuseIfOff(Context ctx) {
    if (!pages.isPhoneOn()) {
      ctx.redirect(Section.INTEGRATIONS.path(), HttpStatus.SEE_OTHER);
      ctx.skipRemainingHandlers();
    }
  }
}
