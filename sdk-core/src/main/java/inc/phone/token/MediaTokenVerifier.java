package inc.phone.token;

import inc.phone.internal.crypto.Jwt.Authentic;
import inc.phone.internal.crypto.JwtVerifier;
import inc.phone.settings.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads LiveKit access tokens, as a media server would: HS256 only, {@code exp} required and no
 * further ahead than {@link MediaTokenIssuer#MAX_LIFETIME}, clocks 60 seconds apart at most.
 *
 * <p>A webhook's token is none, though it is signed with the same key: it has {@code sha256} and
 * grants nothing. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class MediaTokenVerifier {
  private final JwtVerifier tokens;
  private final Clock clock;

  /**
   * Takes the active keys.
   *
   * @param secrets the secret of each API key, 1 to 16 of them, all different, each of 32 to 64
   *     bytes of UTF-8
   * @param clock the clock that tokens are compared with
   * @throws IllegalArgumentException if a key or secret cannot be used; the message does not repeat
   *     a secret
   */
  public MediaTokenVerifier(Map<String, Secret> secrets, Clock clock) {
    Map<String, String> revealed = new LinkedHashMap<>();
    secrets.forEach((apiKey, secret) -> revealed.put(apiKey, secret.reveal()));
    this.tokens = new JwtVerifier(revealed, JwtVerifier.MAX_LEEWAY, clock);
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Reads a token.
   *
   * @param token any text, null included
   * @return what it says; empty if it is not an authentic access token that is valid now
   */
  public Optional<MediaToken> verify(@Nullable String token) {
    return token != null && tokens.verify(token) instanceof Authentic jwt && isAccess(jwt)
        ? Optional.of(new MediaToken(token, jwt.claims().node()))
        : Optional.empty();
  }

  private boolean isAccess(Authentic jwt) {
    boolean grants =
        jwt.claims().node().path("video").isObject() || jwt.claims().node().path("sip").isObject();
    return grants && !jwt.claims().has("sha256") && endsSoon(jwt);
  }

  private boolean endsSoon(Authentic jwt) {
    Instant end = Instant.ofEpochSecond(jwt.claims().node().path("exp").longValue());
    Duration longest = MediaTokenIssuer.MAX_LIFETIME.plus(JwtVerifier.MAX_LEEWAY);
    return Duration.between(clock.instant(), end).compareTo(longest) <= 0;
  }
}
