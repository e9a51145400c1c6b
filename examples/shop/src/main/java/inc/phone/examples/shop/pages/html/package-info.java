/**
 * What all pages share: templates and the frame around them, words in two languages, times in the
 * shop's zone, style and scripts, and headers that let nothing else in.
 */
@NullMarked
package inc.phone.examples.shop.pages.html;

import org.jspecify.annotations.NullMarked;
