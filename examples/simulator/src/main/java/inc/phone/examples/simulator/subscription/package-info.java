/** Who wants to be told of which events. */
@NullMarked
package inc.phone.examples.simulator.subscription;

import org.jspecify.annotations.NullMarked;
