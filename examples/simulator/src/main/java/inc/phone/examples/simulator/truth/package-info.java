/** What a receiver's rows should be, taken from the calls themselves and not from events. */
@NullMarked
package inc.phone.examples.simulator.truth;

import org.jspecify.annotations.NullMarked;
