/**
 * The one place that knows how JSON is read and written. Not exported to users.
 *
 * <p>Bodies come from outside, so reading is strict: bounded, UTF-8 only, no duplicate keys, no
 * trailing text, no silent conversion of types; and no message ever repeats a value that was read.
 */
@NullMarked
package inc.phone.internal.json;

import org.jspecify.annotations.NullMarked;
