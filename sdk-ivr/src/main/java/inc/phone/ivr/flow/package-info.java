/**
 * A call through a menu, step by step: {@link inc.phone.ivr.flow.IvrFlow} is the pure state machine
 * that a telephony adapter drives, {@link inc.phone.ivr.flow.IvrSimulator} drives the same machine
 * by hand, and {@link inc.phone.ivr.flow.IvrWalk} tries everything. No clock, no I/O, no threads.
 */
@NullMarked
package inc.phone.ivr.flow;

import org.jspecify.annotations.NullMarked;
