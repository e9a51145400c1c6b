/**
 * Calls that the shop places: LiveKit is asked to dial, and what becomes of the call goes into the
 * call log the way of all events.
 */
@NullMarked
package inc.phone.examples.shop.outbound;

import org.jspecify.annotations.NullMarked;
