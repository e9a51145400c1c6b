package inc.phone.webhooks.spi;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which voicemails to list. Null means: any. Immutable and thread-safe.
 *
 * @param branchId the branch of the call
 * @param from the earliest {@code sortedAt}, included
 * @param to the latest {@code sortedAt}, excluded
 * @param matched true for calls with a customer (matched or by hand), false for the others
 * @param text a literal part of the transcription, without regard to case
 * @since 0.1.0
 */
public record VoicemailFilter(
    @Nullable String branchId,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Boolean matched,
    @Nullable String text) {
  /** All voicemails. */
  public static final VoicemailFilter ALL = new VoicemailFilter(null, null, null, null, null);
}
