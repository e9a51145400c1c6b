package inc.phone.client;

import inc.phone.settings.Secret;
import org.jspecify.annotations.Nullable;

/**
 * Gives bearer tokens to a client, for programs that use OAuth or change their key while they run.
 *
 * <p>Called by the client before every attempt: on the calling thread for methods that wait, else
 * on a thread of the client; from several threads at once, so an implementation must be thread-safe
 * and should keep its token until it expires. It may block; the time counts towards the deadline.
 * What it throws ends the call with a {@link TransportException} that has it as its cause.
 *
 * <p>An API key may be given as a token too: the vendor documents that it tells them apart by the
 * prefix {@code phk_}. How to exchange a code or a refresh token is not documented by the vendor,
 * so this SDK does not do it.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface TokenSource {
  /**
   * A token for one attempt.
   *
   * @param refused the token that the API has just refused with 401, or null. To return another one
   *     makes the client send the request again, once; to return the same one makes the call fail
   *     with an {@link AuthenticationException}
   * @return the token, visible ASCII
   */
  Secret token(@Nullable Secret refused);
}
