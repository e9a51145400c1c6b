package inc.phone.examples.shop.pages.telefon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A delivery that was given up.
 *
 * @param id what it is called in an order to try again
 * @param listener who could not be told
 * @param callId of which call, or null if it is about none
 * @param type what happened, or null if it is no event
 * @param occurredAt when it happened
 * @param parkedAt when it was given up
 * @param attempts how often it was tried
 * @param failure the kind of the last failure
 */
public record ParkedRow(
    String id,
    String listener,
    @Nullable String callId,
    @Nullable String type,
    Instant occurredAt,
    Instant parkedAt,
    int attempts,
    String failure) {}
