/**
 * Where configurations are kept: every revision, so that a call can be explained by the one that
 * was current when it began.
 */
@NullMarked
package inc.phone.ivr.store;

import org.jspecify.annotations.NullMarked;
