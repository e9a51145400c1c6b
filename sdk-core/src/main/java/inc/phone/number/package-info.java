/**
 * Phone numbers: {@link inc.phone.number.E164}, how to get one, and who the other end of a call is.
 *
 * <p>Matching in this SDK is exact, so a number is normalised once and compared as text ever after.
 */
@NullMarked
package inc.phone.number;

import org.jspecify.annotations.NullMarked;
