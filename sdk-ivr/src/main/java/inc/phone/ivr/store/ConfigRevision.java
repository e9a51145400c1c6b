package inc.phone.ivr.store;

import java.time.Instant;

/**
 * That a revision exists, without its content.
 *
 * @param revision its number, from 1
 * @param savedAt when it became current, in microseconds
 * @param contentHash what {@link inc.phone.ivr.IvrConfig#contentHash()} says
 * @since 0.1.0
 */
public record ConfigRevision(long revision, Instant savedAt, String contentHash) {}
