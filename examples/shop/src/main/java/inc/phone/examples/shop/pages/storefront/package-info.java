/** What everybody sees: the front of the shop, and the way to the phone. */
@NullMarked
package inc.phone.examples.shop.pages.storefront;

import org.jspecify.annotations.NullMarked;
