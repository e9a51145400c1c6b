package inc.phone.webhooks;

/**
 * What became of the bodies of a replay. Immutable and thread-safe.
 *
 * @param accepted how many were new events and are stored now
 * @param duplicate how many had been stored by another way meanwhile
 * @param kept how many still cannot be read, are still refused, or met a store in trouble
 * @since 0.1.0
 */
public record QuarantineReplay(int accepted, int duplicate, int kept) {}
