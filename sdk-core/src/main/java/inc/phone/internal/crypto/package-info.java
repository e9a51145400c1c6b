/**
 * Hashes, codes and the one form of JSON Web Token that this SDK reads and writes. Not exported to
 * users.
 *
 * <p>What is secret is compared in constant time, and nothing that comes from outside makes
 * anything here throw.
 */
@NullMarked
package inc.phone.internal.crypto;

import org.jspecify.annotations.NullMarked;
