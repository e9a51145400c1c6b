package inc.phone.examples.shop.pages;

import inc.phone.examples.shop.pages.access.Guard;
import inc.phone.examples.shop.pages.access.Requests;
import inc.phone.examples.shop.pages.access.Sessions;
import inc.phone.examples.shop.pages.access.Throttle;
import inc.phone.examples.shop.pages.audit.AuditLog;
import inc.phone.examples.shop.pages.html.Pages;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Logging in and out. Attempts of one address are counted before the password is looked at, since a
 * password, unlike a signature, can be guessed.
 */
public final class LoginRoutes {
  private static final String FRONT_PAGE = "/admin";

  private final Pages pages;
  private final Guard guard;
  private final Sessions sessions;
  private final Throttle throttle;
  private final Predicate<String> password;
  private final AuditLog audit;

  /**
   * Makes them.
   *
   * @param password whether this is the password, in constant time
   */
  public LoginRoutes(
      Pages pages,
      Guard guard,
      Sessions sessions,
      Throttle throttle,
      Predicate<String> password,
      AuditLog audit) {
    this.pages = pages;
    this.guard = guard;
    this.sessions = sessions;
    this.throttle = throttle;
    this.password = password;
    this.audit = audit;
  }

  void register(RoutesConfig routes) {
    routes.get(Guard.LOGIN, this::form);
    routes.post(Guard.LOGIN, this::login);
    routes.post("/admin/logout", this::logout);
  }

  private void form(Context ctx) {
    if (sessions.find(ctx).isPresent()) {
      ctx.redirect(FRONT_PAGE, HttpStatus.SEE_OTHER);
    } else {
      show(ctx, ctx.queryParam("next"), LoginView.Problem.NONE);
    }
  }

  private void login(Context ctx) {
    guard.requireLoginToken(ctx);
    Duration wait = throttle.waitOf(ctx.ip());
    if (!wait.isZero()) {
      ctx.status(HttpStatus.TOO_MANY_REQUESTS);
      ctx.header("Retry-After", Long.toString(wait.toSeconds()));
      show(ctx, ctx.formParam("next"), LoginView.Problem.TOO_MANY);
    } else if (password.test(Objects.requireNonNullElse(ctx.formParam("password"), ""))) {
      sessions.begin(ctx).attach(ctx);
      audit.note(ctx, "login", "");
      ctx.redirect(Requests.ownPath(ctx.formParam("next"), FRONT_PAGE), HttpStatus.SEE_OTHER);
    } else {
      throttle.failed(ctx.ip());
      ctx.status(HttpStatus.UNAUTHORIZED);
      show(ctx, ctx.formParam("next"), LoginView.Problem.WRONG);
    }
  }

  private void logout(Context ctx) {
    audit.note(ctx, "logout", "");
    sessions.end(ctx);
    ctx.redirect(Guard.LOGIN, HttpStatus.SEE_OTHER);
  }

  private void show(Context ctx, @Nullable String next, LoginView.Problem problem) {
    LoginView view = new LoginView(Requests.ownPath(next, ""), problem);
    pages.showPublic(ctx, "login.jte", guard.loginToken(ctx), view);
  }
}
