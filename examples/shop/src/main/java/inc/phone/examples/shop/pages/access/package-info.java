/**
 * Who may use the pages: the login, its session, and the refusal of whatever another site made a
 * browser send. Knows nothing of how a page looks.
 */
@NullMarked
package inc.phone.examples.shop.pages.access;

import org.jspecify.annotations.NullMarked;
