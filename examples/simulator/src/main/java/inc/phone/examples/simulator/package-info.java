/**
 * A stand-in for Phone.inc that programs are developed against.
 *
 * <p>{@link inc.phone.examples.simulator.PhoneIncSimulator} is the whole of it. One seed decides
 * what happens: who calls, what is said, which deliveries are doubled, delayed, forged or lost. Of
 * the SDK it uses the signer only, so that it cannot share a mistake with the code it is to test.
 */
@NullMarked
package inc.phone.examples.simulator;

import org.jspecify.annotations.NullMarked;
