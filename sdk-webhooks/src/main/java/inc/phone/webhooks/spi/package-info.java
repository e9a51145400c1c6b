/**
 * What a host implements: storage, quarantine, queries and customer lookup.
 *
 * <p>Every interface here has an abstract contract test in the {@code tests} jar; implement the
 * interface, extend the test, done.
 */
@NullMarked
package inc.phone.webhooks.spi;

import org.jspecify.annotations.NullMarked;
