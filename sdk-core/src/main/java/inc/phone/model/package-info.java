/**
 * Values that REST answers and webhook events share: calls, voicemails and their open vocabularies.
 *
 * <p>Everything here is immutable and safe to share between threads. Vocabularies are open: a word
 * the SDK does not know keeps its text, and nothing in this package throws because a sender used a
 * new one.
 */
@NullMarked
package inc.phone.model;

import org.jspecify.annotations.NullMarked;
