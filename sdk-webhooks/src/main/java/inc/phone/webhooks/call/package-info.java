/**
 * The pure core: how the events of one call become one state, whatever order they arrive in.
 *
 * <p>Nothing here does input or output, asks the time or holds a lock.
 */
@NullMarked
package inc.phone.webhooks.call;

import org.jspecify.annotations.NullMarked;
