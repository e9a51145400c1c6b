/**
 * The integration's settings in the shop's database: encrypted, and followed without a restart.
 *
 * <p>{@link inc.phone.examples.shop.settings.JdbcSettingsSource} reads them, {@link
 * inc.phone.examples.shop.settings.SettingsEditor} shows and changes them. What was never saved is
 * as the environment says.
 */
@NullMarked
package inc.phone.examples.shop.settings;

import org.jspecify.annotations.NullMarked;
