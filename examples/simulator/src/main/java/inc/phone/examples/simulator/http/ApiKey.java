package inc.phone.examples.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Lets only those in who have the key: X-Api-Key first, then Bearer, then the query. */
final class ApiKey {
  private static final String BEARER = "Bearer ";

  private final byte[] key;

  ApiKey(String key) {
    this.key = key.getBytes(UTF_8);
  }

  void check(Context context) {
    String given = given(context);
    if (given == null || !MessageDigest.isEqual(given.getBytes(UTF_8), key)) {
      throw ApiProblem.of(401, "Invalid or missing API key");
    }
  }

  private static @Nullable String given(Context context) {
    String header = context.header("X-Api-Key");
    if (header != null) {
      return header;
    }
    String authorization = context.header("Authorization");
    if (authorization != null) {
      return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
          ? authorization.substring(BEARER.length()).strip()
          : null;
    }
    return context.queryParam("api_key");
  }
}
