/**
 * LiveKit's webhook events as values, for hosts that want more of them than the merged call.
 *
 * <p>Who sent one is decided by {@link inc.phone.webhooks.signature.LiveKitScheme}; a {@code
 * WebhookReceiver} of {@code WebhookFormat.LIVEKIT} merges them into calls.
 */
@NullMarked
package inc.phone.webhooks.livekit;

import org.jspecify.annotations.NullMarked;
