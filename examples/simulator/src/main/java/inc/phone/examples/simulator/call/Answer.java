package inc.phone.examples.simulator.call;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a call was answered.
 *
 * @param at when
 * @param by the employee who spoke
 * @param transcript what was said, or null if the call was not recorded
 */
public record Answer(Instant at, Employee by, @Nullable Transcript transcript) {}
