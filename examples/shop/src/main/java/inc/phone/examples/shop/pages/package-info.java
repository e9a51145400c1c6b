/**
 * The pages of the shop's staff, made on the server: they work without JavaScript, and are nicer
 * with it.
 *
 * <p>{@code FrontDoor} is where a request comes in. Sub-packages depend on {@code html} and {@code
 * access}, and form no circle; what they need of the shop they ask for through small interfaces.
 */
@NullMarked
package inc.phone.examples.shop.pages;

import org.jspecify.annotations.NullMarked;
