package inc.phone.examples.simulator.call;

import java.time.Instant;

/**
 * That the caller chose from the menu.
 *
 * @param at when
 * @param digit the key
 * @param branchId the branch behind it
 */
public record Choice(Instant at, String digit, String branchId) {}
