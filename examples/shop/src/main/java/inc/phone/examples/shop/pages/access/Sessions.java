package inc.phone.examples.shop.pages.access;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Who is logged in, in memory: a restart logs everybody out.
 *
 * <p>An id is 256 random bits, made anew at every login, and only its digest is kept. A session
 * ends after half an hour without use and after twelve hours in any case; a page that refreshes
 * itself is no use. There are a hundred at most: the one that was not used for the longest time
 * makes room. Thread-safe.
 */
public final class Sessions {
  static final String COOKIE = "shop_session";
  static final Duration IDLE = Duration.ofMinutes(30);
  static final Duration LIFETIME = Duration.ofHours(12);
  static final int MAX = 100;

  private final Clock clock;
  private final Tokens tokens;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Session> byDigest = // guarded by lock; the oldest in use goes first
      new LinkedHashMap<>(16, 0.75f, true);

  public Sessions(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.tokens = new Tokens(random);
  }

  /** Logs somebody in, with an id that nobody has seen before. */
  public Session begin(Context ctx) {
    forget(ctx);
    String id = tokens.next();
    String digest = Tokens.digest(id);
    Session session = new Session(digest, tokens.next(), clock.instant());
    lock.lock();
    try {
      byDigest.put(digest, session);
      if (byDigest.size() > MAX) {
        byDigest.remove(byDigest.keySet().iterator().next());
      }
    } finally {
      lock.unlock();
    }
    ctx.cookie(cookie(ctx, COOKIE, id));
    return session;
  }

  /** The session of a request, if it has one that is not over. */
  public Optional<Session> find(Context ctx) {
    String id = ctx.cookie(COOKIE);
    return id == null ? Optional.empty() : live(Tokens.digest(id), !Requests.refreshesItself(ctx));
  }

  /** Logs out. */
  public void end(Context ctx) {
    forget(ctx);
    ctx.removeCookie(COOKIE, "/");
  }

  String newToken() {
    return tokens.next();
  }

  /** A cookie that scripts cannot read and other sites' forms do not send. */
  static Cookie cookie(Context ctx, String name, String value) {
    return new Cookie(name, value, "/", -1, Requests.isHttps(ctx), true, null, SameSite.LAX);
  }

  private Optional<Session> live(String digest, boolean use) {
    Instant now = clock.instant();
    lock.lock();
    try {
      @Nullable Session session = byDigest.get(digest);
      if (session == null) {
        return Optional.empty();
      }
      if (!now.isBefore(session.used().plus(IDLE))
          || !now.isBefore(session.began().plus(LIFETIME))) {
        byDigest.remove(digest);
        return Optional.empty();
      }
      if (use) {
        session.use(now);
      }
      return Optional.of(session);
    } finally {
      lock.unlock();
    }
  }

  private void forget(Context ctx) {
    String id = ctx.cookie(COOKIE);
    if (id == null) {
      return;
    }
    lock.lock();
    try {
      byDigest.remove(Tokens.digest(id));
    } finally {
      lock.unlock();
    }
  }
}
