/** Calls as they really happened: who, when, what was said. All other packages tell of these. */
@NullMarked
package inc.phone.examples.simulator.call;

import org.jspecify.annotations.NullMarked;
