/**
 * The connection with Phone.inc: its settings, whose secrets go in and never come out, and trying
 * whether it works.
 */
@NullMarked
package inc.phone.examples.shop.pages.integrations;

import org.jspecify.annotations.NullMarked;
