/** Pictures of what happens on the phone. */
@NullMarked
package inc.phone.examples.shop.pages.dashboard;

import org.jspecify.annotations.NullMarked;
