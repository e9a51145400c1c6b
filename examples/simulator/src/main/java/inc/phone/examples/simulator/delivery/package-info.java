/** Sending events: the timetable with its troubles, signatures, retries. */
@NullMarked
package inc.phone.examples.simulator.delivery;

import org.jspecify.annotations.NullMarked;
