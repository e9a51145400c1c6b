/**
 * IVR configurations: what a caller hears, which keys do what, and what happens when nobody
 * answers.
 */
@NullMarked
package inc.phone.ivr;

import org.jspecify.annotations.NullMarked;
