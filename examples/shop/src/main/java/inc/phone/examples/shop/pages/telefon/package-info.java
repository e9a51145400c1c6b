/** What was said on the phone: voicemails, the call log, and what went wrong on the way. */
@NullMarked
package inc.phone.examples.shop.pages.telefon;

import org.jspecify.annotations.NullMarked;
