/**
 * What the tests of all modules share: the architecture rules of this SDK and the locales that
 * break careless code. Shipped in the tests jar of sdk-core; not API.
 */
@NullMarked
package inc.phone.core.testkit;

import org.jspecify.annotations.NullMarked;
