/**
 * One short program per resource of the client. Each reads {@code PHONE_INC_API_KEY} and, to try it
 * against the simulator, {@code PHONE_INC_BASE_URL}.
 */
@NullMarked
package inc.phone.examples.client;

import org.jspecify.annotations.NullMarked;
