package inc.phone.examples.simulator.delivery;

/**
 * What was sent so far.
 *
 * @param calls how many calls were written
 * @param events how many events are to be sent, over all subscriptions that wanted them
 * @param acknowledged how many of them were acknowledged, and the simulator knows
 * @param undelivered how many were never acknowledged, though every attempt was made: a receiver's
 *     rows cannot be held against the truth if there are any
 * @param dropped how many were given up because the subscription was deleted or paused meanwhile
 * @param deliveries all requests with authentic events: first attempts, retries and duplicates
 * @param retries those that repeat an attempt
 * @param reRendered retries written anew
 * @param reStamped retries with another timestamp
 * @param duplicates copies sent for no reason
 * @param lostAcknowledgements 2xx answers that the simulator took for lost
 * @param forgeriesSent requests by somebody who does not know the secret
 * @param forgeriesRefused those answered 401
 * @param forgeriesAccepted those answered 2xx
 * @param pending what is still to be done: sends that wait, are under way or will be retried
 */
public record Statistics(
    long calls,
    long events,
    long acknowledged,
    long undelivered,
    long dropped,
    long deliveries,
    long retries,
    long reRendered,
    long reStamped,
    long duplicates,
    long lostAcknowledgements,
    long forgeriesSent,
    long forgeriesRefused,
    long forgeriesAccepted,
    long pending) {}
