package inc.phone.webhooks;

/**
 * What an erasure removed. Immutable and thread-safe.
 *
 * @param calls how many calls, with their voicemails, events and deliveries
 * @param events how many events about no call
 * @param bodies how many bodies in quarantine
 * @since 0.1.0
 */
public record Erased(int calls, int events, int bodies) {}
