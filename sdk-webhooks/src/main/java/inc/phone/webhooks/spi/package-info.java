/**
 * What a host implements: storage, deliveries, quarantine, queries, lookups and listeners.
 *
 * <p>Every store here has an abstract contract test in the {@code tests} jar; implement the
 * interface, extend the test, done.
 */
@NullMarked
package inc.phone.webhooks.spi;

import org.jspecify.annotations.NullMarked;
