package inc.phone.examples.shop.pages.telefon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A voicemail in the list.
 *
 * @param id its id
 * @param callId the call that left it
 * @param party who left it
 * @param branch the branch of the call, by its name if it has one, or null
 * @param line the label of the company number, or null
 * @param text what was said, or null until it is transcribed
 * @param at when
 * @param listened whether somebody of the shop has listened to it
 */
public record VoicemailRow(
    String id,
    String callId,
    Party party,
    @Nullable String branch,
    @Nullable String line,
    @Nullable String text,
    Instant at,
    boolean listened) {}
