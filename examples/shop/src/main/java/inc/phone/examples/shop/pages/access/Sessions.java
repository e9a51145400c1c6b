package inc.phone.examples.shop.pages.access;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/**
 * Who is logged in, by a cookie, in memory: a restart logs everybody out.
 *
 * <p>Every login has a new id. A session ends after two hours without use and after twelve hours in
 * any case; a page that refreshes itself is no use. Thread-safe.
 */
public final class Sessions {
  static final String COOKIE = "shop_session";

  private final SessionTable table;

  public Sessions(Clock clock, SecureRandom random) {
    this.table = new SessionTable(clock, random);
  }

  /** Logs somebody in, with an id that nobody has seen before. */
  public Session begin(Context ctx) {
    forget(ctx);
    SessionTable.Begun begun = table.begin();
    ctx.cookie(cookie(ctx, COOKIE, begun.id()));
    return begun.session();
  }

  /** The session of a request, if it has one that is not over. */
  public Optional<Session> find(Context ctx) {
    return Optional.ofNullable(ctx.cookie(COOKIE))
        .flatMap(id -> table.find(id, !Requests.refreshesItself(ctx)));
  }

  /** Logs out. */
  public void end(Context ctx) {
    forget(ctx);
    ctx.removeCookie(COOKIE, "/");
  }

  String newToken() {
    return table.newToken();
  }

  /** A cookie that scripts cannot read and other sites' forms do not send. */
  static Cookie cookie(Context ctx, String name, String value) {
    return new Cookie(name, value, "/", -1, Requests.isHttps(ctx), true, null, SameSite.LAX);
  }

  private void forget(Context ctx) {
    Optional.ofNullable(ctx.cookie(COOKIE)).ifPresent(table::end);
  }
}
