package inc.phone.examples.shop.pages.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.net.URLEncoder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every admin page. Nobody gets in without a session; whoever has none is sent to the
 * login and comes back. What changes something needs the form token of the session, and is refused
 * if the browser says that another site sent it.
 */
public final class Guard implements Handler {
  public static final String LOGIN = "/admin/login";

  /** The field of a form that has the token; scripts send it as a header. */
  public static final String FIELD = "_token";

  public static final String HEADER = "X-Form-Token";

  /** The token of the login's own form, before there is a session. */
  private static final String LOGIN_COOKIE = "shop_login";

  /** The largest menu, with every field beside it. */
  private static final int MAX_FORM_BYTES = 4 * 1024 * 1024;

  /** Strangers send it, and a form of many fields takes a hundred times its length to read. */
  private static final int MAX_LOGIN_BYTES = 8 * 1024;

  private final Sessions sessions;

  public Guard(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public void handle(Context ctx) {
    boolean change = !Requests.changesNothing(ctx);
    if (change && Requests.isCrossSite(ctx)) {
      throw new ForbiddenResponse("another site sent this");
    }
    boolean login = ctx.path().equals(LOGIN);
    if (change) {
      requireReadable(ctx, login ? MAX_LOGIN_BYTES : MAX_FORM_BYTES);
    }
    if (login) {
      return;
    }
    Optional<Session> session = sessions.find(ctx);
    if (session.isEmpty()) {
      sendToLogin(ctx, change);
      return;
    }
    if (change) {
      requireToken(ctx, session.get().formToken());
    }
    session.get().attach(ctx);
  }

  /** The token for the form of the login; kept in a cookie, as there is no session yet. */
  public String loginToken(Context ctx) {
    String known = ctx.cookie(LOGIN_COOKIE);
    if (known != null && Tokens.isToken(known)) {
      return known; // a login in another tab goes on working
    }
    String token = sessions.newToken();
    ctx.cookie(Sessions.cookie(ctx, LOGIN_COOKIE, token));
    return token;
  }

  /**
   * Checks it.
   *
   * @throws ForbiddenResponse if it is not the one of this browser
   */
  public void requireLoginToken(Context ctx) {
    requireToken(ctx, ctx.cookie(LOGIN_COOKIE));
  }

  private static void requireToken(Context ctx, @Nullable String expected) {
    if (!Tokens.same(sentToken(ctx), expected)) {
      throw new ForbiddenResponse("the form is not one of ours");
    }
  }

  private static void requireReadable(Context ctx, int limit) {
    if (Requests.isUpload(ctx)) {
      throw new BadRequestResponse("no form of ours has files");
    }
    if (Requests.isLonger(ctx, limit)) {
      throw new HttpResponseException(413, "the form is too long");
    }
  }

  private static @Nullable String sentToken(Context ctx) {
    String header = ctx.header(HEADER);
    try {
      return header != null ? header : ctx.formParam(FIELD);
    } catch (IllegalArgumentException e) { // such as a charset that does not exist
      throw new BadRequestResponse("the form cannot be read");
    }
  }

  private static void sendToLogin(Context ctx, boolean change) {
    String next = change || Requests.isFragment(ctx) ? "" : "?next=" + encoded(ctx);
    if (Requests.isFragment(ctx)) {
      ctx.header("HX-Redirect", LOGIN).status(HttpStatus.UNAUTHORIZED);
    } else {
      ctx.redirect(LOGIN + next, HttpStatus.SEE_OTHER);
    }
    ctx.skipRemainingHandlers();
  }

  private static String encoded(Context ctx) {
    String query = ctx.queryString();
    return URLEncoder.encode(ctx.path() + (query == null ? "" : "?" + query), UTF_8);
  }
}
