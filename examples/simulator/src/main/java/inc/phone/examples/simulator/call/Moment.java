package inc.phone.examples.simulator.call;

import java.time.Instant;

/**
 * Something that happened to a call: the vendor tells each once, as one event.
 *
 * @param type what
 * @param at when, in whole seconds; several moments of a call often share one
 */
public record Moment(MomentType type, Instant at) {}
