/**
 * Short-lived tokens with which a browser or a service joins a media session.
 *
 * <p>They are LiveKit's access tokens, claim for claim: {@link inc.phone.token.MediaTokenIssuer}
 * makes them, {@link inc.phone.token.MediaTokenVerifier} reads them, {@link
 * inc.phone.token.MediaAccess} says what they allow. What is not allowed is written out as {@code
 * false}, because LiveKit takes an absent grant for a given one.
 */
@NullMarked
package inc.phone.token;

import org.jspecify.annotations.NullMarked;
