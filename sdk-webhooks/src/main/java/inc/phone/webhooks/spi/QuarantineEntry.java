package inc.phone.webhooks.spi;

import java.time.Instant;

/**
 * What a list of the quarantine shows of a body. Immutable and thread-safe.
 *
 * @param sha256 the digest of the bytes, 64 lower-case hexadecimal digits
 * @param receivedAt when it first came
 * @param reason why it is here
 * @param size how many bytes it has
 * @since 0.1.0
 */
public record QuarantineEntry(String sha256, Instant receivedAt, String reason, int size) {}
