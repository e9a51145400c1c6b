/** The shop's customers, as pages see them. */
@NullMarked
package inc.phone.examples.shop.pages.people;

import org.jspecify.annotations.NullMarked;
