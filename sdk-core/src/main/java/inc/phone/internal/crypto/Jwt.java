package inc.phone.internal.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.node.ObjectNode;
import inc.phone.internal.json.JsonFields;
import inc.phone.internal.json.StrictJson;
import inc.phone.internal.json.UnreadableJsonException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A JSON Web Token in compact form, signed with HS256: the only kind there is here.
 *
 * <p>{@link #sign} writes one; what {@link JwtVerifier} makes of one is either {@link Authentic} or
 * {@link Refused}.
 */
public sealed interface Jwt {
  /** Longest token, in characters; it has to fit into a header or a URL. */
  int MAX_LENGTH = 8 * 1024;

  /** What is wrong with a token. */
  enum Flaw {
    /** It cannot be read, or says what no token of ours says; perhaps it has no end. */
    MALFORMED,
    /** Made with none of the keys, or for another issuer than the key's. */
    MISMATCH,
    /** Authentic, and valid only later. */
    FUTURE,
    /** Authentic, and not valid any more. */
    STALE
  }

  /**
   * A token that is not accepted.
   *
   * @param flaw why
   */
  record Refused(Flaw flaw) implements Jwt {}

  /**
   * A token made with one of the keys, for now.
   *
   * @param issuer whose key it was
   * @param claims everything it says
   */
  record Authentic(String issuer, JsonFields claims) implements Jwt {
    /**
     * A claim that is text.
     *
     * @param name the claim
     * @return its value, or null if it is absent or of another type
     */
    public @Nullable String text(String name) {
      try {
        return claims.text(name);
      } catch (UnreadableJsonException e) {
        return null;
      }
    }
  }

  /**
   * Writes a token.
   *
   * @param key the key
   * @param claims what to say, begun with {@link #claims}
   * @return the token
   * @throws IllegalArgumentException if it is longer than {@link #MAX_LENGTH}
   */
  static String sign(HmacSha256 key, ObjectNode claims) {
    ObjectNode header = StrictJson.newObject().put("alg", "HS256").put("typ", "JWT");
    String signed = encode(StrictJson.write(header)) + '.' + encode(StrictJson.write(claims));
    String token = signed + '.' + encode(key.of(signed.getBytes(US_ASCII)));
    if (token.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a token may have " + MAX_LENGTH + " characters, this one has " + token.length());
    }
    return token;
  }

  /**
   * Starts the claims of a token that is valid from now on.
   *
   * @param issuer the id of the key ({@code iss})
   * @param now when it is made; whole seconds count ({@code nbf})
   * @param lifetime how long it can be used, in whole seconds ({@code exp})
   * @return claims to be added to
   */
  static ObjectNode claims(String issuer, Instant now, Duration lifetime) {
    long start = now.getEpochSecond();
    return StrictJson.newObject()
        .put("iss", issuer)
        .put("nbf", start)
        .put("exp", start + lifetime.toSeconds());
  }

  /**
   * Writes base64url without padding.
   *
   * @param bytes anything
   * @return its one canonical text
   */
  static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
