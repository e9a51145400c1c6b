/** The REST API. */
@NullMarked
package inc.phone.examples.simulator.http;

import org.jspecify.annotations.NullMarked;
