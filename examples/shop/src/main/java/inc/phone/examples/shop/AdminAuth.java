package inc.phone.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import inc.phone.settings.Secret;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who shows the admin token, and nobody if there is none. Digests are compared, so that
 * neither content nor length of the token shows in the time taken.
 *
 * <p>Whoever shows too many wrong ones has to wait, even with the right one: unlike a signature it
 * may be a word. Showing none is no guess.
 */
final class AdminAuth implements Handler {
  private static final Pattern BEARER = Pattern.compile("(?i:bearer) +(.*\\S) *");

  private static final int WRONG_PER_MINUTE = 300;

  private final Secret token;
  private final RejectionLimit wrong = new RejectionLimit(WRONG_PER_MINUTE);

  AdminAuth(Secret token) {
    this.token = token;
  }

  @Override
  public void handle(Context ctx) {
    Optional<String> shown = shown(ctx.header("Authorization"));
    Duration wait = shown.isPresent() ? wrong.waitBefore(ctx.ip()) : Duration.ZERO;
    if (!wait.isZero()) {
      RejectionLimit.refuse(ctx, wait);
      ctx.skipRemainingHandlers();
    } else if (shown.filter(this::isToken).isEmpty()) {
      Duration unused = shown.isPresent() ? wrong.waitAfter(ctx.ip()) : wait;
      ctx.header("WWW-Authenticate", "Bearer");
      Answers.unauthorized(ctx);
      ctx.skipRemainingHandlers();
    }
  }

  private static Optional<String> shown(@Nullable String authorization) {
    return Optional.ofNullable(authorization)
        .map(BEARER::matcher)
        .filter(Matcher::matches)
        .map(bearer -> bearer.group(1));
  }

  /** Whether this is the token; nothing is, if there is none. */
  boolean isToken(String text) {
    return !token.isEmpty() && MessageDigest.isEqual(digest(text), digest(token.reveal()));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
