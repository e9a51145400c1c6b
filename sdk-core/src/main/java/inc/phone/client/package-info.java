/**
 * The typed client for the Phone.inc REST API. The only package of the SDK that knows OkHttp.
 *
 * <p>On the module path a user of this package adds {@code requires okhttp3}.
 */
@NullMarked
package inc.phone.client;

import org.jspecify.annotations.NullMarked;
