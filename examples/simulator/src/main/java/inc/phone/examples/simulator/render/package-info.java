/** How calls and their events look on the wire. */
@NullMarked
package inc.phone.examples.simulator.render;

import org.jspecify.annotations.NullMarked;
