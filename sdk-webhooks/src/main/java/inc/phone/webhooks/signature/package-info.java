/**
 * Who sent a request: the first stage of the road, before anything is parsed.
 *
 * <p>A scheme verifies over the exact bytes received, in constant time, with every active secret,
 * and answers {@link inc.phone.webhooks.signature.SignatureVerifier.Verified} or {@link
 * inc.phone.webhooks.signature.SignatureVerifier.Rejected}: nothing that arrives makes it throw.
 * The vendor documents no signature, so a host chooses the scheme that its endpoint was set up
 * with. {@link inc.phone.webhooks.signature.WebhookSigner} is the sender's side of each.
 */
@NullMarked
package inc.phone.webhooks.signature;

import org.jspecify.annotations.NullMarked;
