/**
 * For hosts' own tests: assertions on simulated calls, and the contract every store of
 * configurations has to keep.
 */
@NullMarked
package inc.phone.ivr.testkit;

import org.jspecify.annotations.NullMarked;
