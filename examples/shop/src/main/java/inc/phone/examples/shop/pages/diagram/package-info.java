/** The phone menu as a picture: what a caller comes to, and how many did. */
@NullMarked
package inc.phone.examples.shop.pages.diagram;

import org.jspecify.annotations.NullMarked;
