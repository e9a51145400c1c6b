package inc.phone.examples.simulator.call;

import org.jspecify.annotations.Nullable;

/**
 * Who calls whom.
 *
 * @param outbound whether the company calls
 * @param from the caller as the vendor tells it: E.164, or a word or null if withheld
 * @param to who is called, E.164
 * @param mainNumber the company's side
 */
public record Parties(boolean outbound, @Nullable String from, String to, MainNumber mainNumber) {}
