/**
 * Receives phone events: exact bytes in, one durable answer out.
 *
 * <p>{@link inc.phone.webhooks.WebhookReceiver} is the whole road; every stage on it can also be
 * used alone.
 */
@NullMarked
package inc.phone.webhooks;

import org.jspecify.annotations.NullMarked;
