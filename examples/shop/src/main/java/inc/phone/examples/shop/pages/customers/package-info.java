/** Customers, and everything they did on one line of time. */
@NullMarked
package inc.phone.examples.shop.pages.customers;

import org.jspecify.annotations.NullMarked;
