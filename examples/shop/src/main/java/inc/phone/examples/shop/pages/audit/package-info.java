/** Who changed what, and when. */
@NullMarked
package inc.phone.examples.shop.pages.audit;

import org.jspecify.annotations.NullMarked;
