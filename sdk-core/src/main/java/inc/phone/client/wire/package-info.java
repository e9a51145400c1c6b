/**
 * How a request reaches the server and how an answer comes back. Not exported.
 *
 * <p>{@link inc.phone.client.wire.Wire} is the one interface; {@code OkHttpWire} does the work, the
 * others each add one thing around it. They know HTTP and nothing of resources; answers of any
 * status are values here, and only what gave no answer is a {@link
 * inc.phone.client.wire.WireFailure}.
 */
@NullMarked
package inc.phone.client.wire;

import org.jspecify.annotations.NullMarked;
