/**
 * The integration's settings and where a host keeps them.
 *
 * <p>With the workspace id or the API key empty the integration is off; see {@link
 * inc.phone.settings.IntegrationSettings#enabled()}.
 */
@NullMarked
package inc.phone.settings;

import org.jspecify.annotations.NullMarked;
