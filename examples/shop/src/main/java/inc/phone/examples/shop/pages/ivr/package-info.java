/** The tab where the phone menu is made. */
@NullMarked
package inc.phone.examples.shop.pages.ivr;

import org.jspecify.annotations.NullMarked;
