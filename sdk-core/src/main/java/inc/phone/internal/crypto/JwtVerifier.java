package inc.phone.internal.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import inc.phone.internal.crypto.Jwt.Authentic;
import inc.phone.internal.crypto.Jwt.Flaw;
import inc.phone.internal.crypto.Jwt.Refused;
import inc.phone.internal.json.JsonFields;
import inc.phone.internal.json.StrictJson;
import inc.phone.internal.json.UnreadableJsonException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a token is authentic and valid now.
 *
 * <ol>
 *   <li>Three parts, not longer than {@link Jwt#MAX_LENGTH}.
 *   <li>The last part is the code of the others under one of the keys. All keys are tried, and
 *       codes are compared as text in constant time, so each has exactly one form. Nothing is
 *       decoded before that: no algorithm, key or issuer that a stranger names is ever looked at.
 *   <li>The header says HS256, perhaps that the type is JWT, and nothing else.
 *   <li>{@code iss} is the issuer of that key.
 *   <li>{@code exp} is there and not past, {@code nbf} and {@code iat}, if there, are not ahead,
 *       but for the leeway; all are whole seconds of at most twelve digits.
 * </ol>
 *
 * <p>Total: no text makes {@link #verify} throw. Immutable and thread-safe.
 */
public final class JwtVerifier {
  /** How far clocks may differ, at most and unless something smaller is configured. */
  public static final Duration MAX_LEEWAY = Duration.ofSeconds(60);

  /** RFC 7518 wants a key as long as the hash. */
  private static final int MIN_SECRET_BYTES = 32;

  private static final int MAX_KEYS = 16;
  private static final long MAX_SECONDS = 999_999_999_999L;

  private static final Set<JsonNode> HEADERS =
      Set.of(
          StrictJson.newObject().put("alg", "HS256"),
          StrictJson.newObject().put("alg", "HS256").put("typ", "JWT"));

  private final Map<String, HmacSha256> keys;
  private final Duration leeway;
  private final Clock clock;

  /**
   * Takes the active keys.
   *
   * @param secrets the secret of each issuer, 1 to 16, all different
   * @param leeway how far clocks may differ, zero to {@link #MAX_LEEWAY}
   * @param clock what tells now
   * @throws IllegalArgumentException if a secret or the leeway cannot be used; the message does not
   *     repeat a secret
   */
  public JwtVerifier(Map<String, String> secrets, Duration leeway, Clock clock) {
    if (secrets.isEmpty() || secrets.size() > MAX_KEYS) {
      throw new IllegalArgumentException(
          "expected 1 to " + MAX_KEYS + " keys, got " + secrets.size());
    }
    if (leeway.isNegative() || leeway.compareTo(MAX_LEEWAY) > 0) {
      throw new IllegalArgumentException(
          "leeway must be zero to " + MAX_LEEWAY + ", was " + leeway);
    }
    this.keys = keys(secrets);
    this.leeway = leeway;
    this.clock = clock;
  }

  private static Map<String, HmacSha256> keys(Map<String, String> secrets) {
    Map<String, HmacSha256> keys = new LinkedHashMap<>();
    List<byte[]> known = new ArrayList<>();
    secrets.forEach(
        (issuer, secret) -> {
          byte[] key = key(issuer, secret);
          if (known.stream().anyMatch(other -> HmacSecrets.areOneKey(key, other))) {
            throw new IllegalArgumentException("the secret of " + issuer + " is also another's");
          }
          known.add(key);
          keys.put(issuer, new HmacSha256(key));
        });
    return keys;
  }

  /**
   * The key of an issuer.
   *
   * @param issuer what tokens name as {@code iss}
   * @param secret its secret, 32 to 64 bytes of UTF-8
   * @return the key
   * @throws IllegalArgumentException if either cannot be used; the message does not repeat the
   *     secret
   */
  public static byte[] key(String issuer, String secret) {
    if (issuer.isBlank()) {
      throw new IllegalArgumentException("the API key is empty or blank");
    }
    return HmacSecrets.utf8("the secret of " + issuer, secret, MIN_SECRET_BYTES);
  }

  /**
   * Reads a token.
   *
   * @param token any text
   * @return what it is
   */
  public Jwt verify(String token) {
    int first = token.indexOf('.');
    int second = token.indexOf('.', first + 1);
    if (token.length() > Jwt.MAX_LENGTH
        || first < 0
        || second < 0
        || token.indexOf('.', second + 1) >= 0) {
      return new Refused(Flaw.MALFORMED);
    }
    String issuer = issuer(token.substring(0, second), token.substring(second + 1));
    if (issuer == null) {
      return new Refused(Flaw.MISMATCH);
    }
    try {
      JsonNode header = part(token.substring(0, first)).node();
      JsonFields claims = part(token.substring(first + 1, second));
      Flaw flaw = HEADERS.contains(header) ? flaw(issuer, claims) : Flaw.MALFORMED;
      return flaw == null ? new Authentic(issuer, claims) : new Refused(flaw);
    } catch (UnreadableJsonException e) {
      return new Refused(Flaw.MALFORMED);
    }
  }

  private @Nullable String issuer(String signed, String signature) {
    byte[] given = signature.getBytes(UTF_8);
    byte[] input = signed.getBytes(UTF_8);
    String issuer = null;
    for (Map.Entry<String, HmacSha256> key : keys.entrySet()) {
      byte[] expected = Jwt.encode(key.getValue().of(input)).getBytes(UTF_8);
      if (MessageDigest.isEqual(expected, given)) {
        issuer = key.getKey(); // and on through the other keys
      }
    }
    return issuer;
  }

  private static JsonFields part(String encoded) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(encoded);
      if (MessageDigest.isEqual(Jwt.encode(bytes).getBytes(UTF_8), encoded.getBytes(UTF_8))) {
        return StrictJson.readObject(bytes);
      }
    } catch (IllegalArgumentException e) {
      throw new UnreadableJsonException("not base64url");
    }
    throw new UnreadableJsonException("not the canonical base64url");
  }

  private @Nullable Flaw flaw(String issuer, JsonFields claims) {
    if (keys.get(claims.text("iss")) != keys.get(issuer)) {
      return Flaw.MISMATCH;
    }
    Instant end = seconds(claims, "exp");
    if (end == null) {
      return Flaw.MALFORMED;
    }
    Instant now = clock.instant();
    if (isBeyondLeeway(now, seconds(claims, "nbf"))
        || isBeyondLeeway(now, seconds(claims, "iat"))) {
      return Flaw.FUTURE;
    }
    return isBeyondLeeway(end, now) ? Flaw.STALE : null;
  }

  private boolean isBeyondLeeway(Instant earlier, @Nullable Instant later) {
    return later != null && Duration.between(earlier, later).compareTo(leeway) > 0;
  }

  private static @Nullable Instant seconds(JsonFields claims, String name) {
    Long seconds = claims.integer(name);
    if (seconds == null) {
      return null;
    }
    if (seconds < 0 || seconds > MAX_SECONDS) {
      throw claims.problem(name, "seconds since 1970, twelve digits at most");
    }
    return Instant.ofEpochSecond(seconds);
  }
}
