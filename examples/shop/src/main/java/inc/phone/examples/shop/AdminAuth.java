package inc.phone.examples.shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import inc.phone.settings.Secret;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who shows the admin token, and nobody if there is none. Digests are compared, so that
 * neither content nor length of the token shows in the time taken.
 */
final class AdminAuth implements Handler {
  private static final Pattern BEARER = Pattern.compile("(?i:bearer) +(.*\\S) *");

  private final Secret token;

  AdminAuth(Secret token) {
    this.token = token;
  }

  @Override
  public void handle(Context ctx) {
    if (!isAdmin(ctx.header("Authorization"))) {
      ctx.header("WWW-Authenticate", "Bearer");
      Answers.unauthorized(ctx);
      ctx.skipRemainingHandlers();
    }
  }

  private boolean isAdmin(@Nullable String authorization) {
    if (authorization == null) {
      return false;
    }
    Matcher bearer = BEARER.matcher(authorization);
    return bearer.matches() && isToken(bearer.group(1));
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
