/** What the calls of some days add up to. */
@NullMarked
package inc.phone.examples.shop.pages.stats;

import org.jspecify.annotations.NullMarked;
