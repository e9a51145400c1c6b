package inc.phone.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A token and what it says. Immutable and thread-safe.
 *
 * <p>Whoever has the text has the access, so it is shown by {@link #text()} only; send it with
 * {@code Cache-Control: no-store}. {@link #toString()} shows when it ends.
 *
 * @since 0.1.0
 */
public final class MediaToken {
  private final String text;
  private final JsonNode claims;

  MediaToken(String text, JsonNode claims) {
    this.text = text;
    this.claims = claims;
  }

  /**
   * The token itself.
   *
   * @return three parts of base64url, at most 8,192 characters
   */
  public String text() {
    return text;
  }

  /**
   * Who joins with it ({@code sub}).
   *
   * @return the identity, or null for a token of a service
   */
  public @Nullable String identity() {
    return claims.path("sub").textValue();
  }

  /**
   * Which room it is for ({@code video.room}).
   *
   * @return the room's name, or null for a token that is for none
   */
  public @Nullable String room() {
    return claims.path("video").path("room").textValue();
  }

  /**
   * When it ends ({@code exp}). A participant who joined before that stays.
   *
   * @return the time, in whole seconds
   */
  public Instant expiresAt() {
    return Instant.ofEpochSecond(claims.path("exp").longValue());
  }

  /**
   * All claims.
   *
   * @return compact JSON; it may hold personal data
   */
  public String claims() {
    return claims.toString();
  }

  @Override
  public String toString() {
    return "MediaToken[expiresAt=" + expiresAt() + "]";
  }
}
