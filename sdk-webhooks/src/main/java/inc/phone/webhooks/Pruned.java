package inc.phone.webhooks;

/**
 * What a step of pruning removed. Immutable and thread-safe.
 *
 * @param events how many raw events, with the ids that would recognise their repeats
 * @param calls how many calls
 * @param bodies how many bodies in quarantine
 * @param more whether the limit ended the step, so that another one is due
 * @since 0.1.0
 */
public record Pruned(int events, int calls, int bodies, boolean more) {}
