package inc.phone.examples.simulator.call;

import java.time.Instant;

/**
 * Somebody who answers calls.
 *
 * @param id the vendor's id
 * @param name the person
 * @param email an address that is never reachable
 * @param createdAt when the employee was added
 */
public record Employee(String id, String name, String email, Instant createdAt) {}
