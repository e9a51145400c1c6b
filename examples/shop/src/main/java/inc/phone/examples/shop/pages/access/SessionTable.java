package inc.phone.examples.shop.pages.access;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Sessions by id. An id is 256 random bits, and only its digest is kept. There are a hundred at
 * most: the one that was not used for the longest time makes room. Thread-safe.
 */
final class SessionTable {
  static final Duration IDLE = Duration.ofHours(2);
  static final Duration LIFETIME = Duration.ofHours(12);
  static final int MAX = 100;

  private final Clock clock;
  private final Tokens tokens;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Session> byDigest = // guarded by lock; the oldest in use goes first
      new LinkedHashMap<>(16, 0.75f, true);

  /** A session, and the id that nobody but its browser will know. */
  record Begun(String id, Session session) {}

  SessionTable(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.tokens = new Tokens(random);
  }

  Begun begin() {
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
    return new Begun(id, session);
  }

  /**
   * Finds a session that is not over.
   *
   * @param use whether this keeps it alive
   */
  Optional<Session> find(String id, boolean use) {
    String digest = Tokens.digest(id);
    Instant now = clock.instant();
    lock.lock();
    try {
      Session session = byDigest.get(digest);
      if (session == null) {
        return Optional.empty();
      }
      if (isOver(session, now)) {
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

  void end(String id) {
    lock.lock();
    try {
      byDigest.remove(Tokens.digest(id));
    } finally {
      lock.unlock();
    }
  }

  String newToken() {
    return tokens.next();
  }

  private static boolean isOver(Session session, Instant now) {
    return !now.isBefore(session.used().plus(IDLE))
        || !now.isBefore(session.began().plus(LIFETIME));
  }
}
